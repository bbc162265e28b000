"""How answers look: entries as plain values, buttons, forms of address, pictures, asking back."""
