"""The one door: what comes in is stored, screened, routed and answered here, and sent on its way out."""
