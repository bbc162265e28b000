// What outlives a reload of this tab: the session, the draft and whether the chat stands open. Nothing else.

const memory = {
  get(name) {
    try {
      return sessionStorage.getItem(`wegwijs.${name}`);
    } catch {
      return null; // storage may be forbidden: then a reload begins anew
    }
  },
  set(name, value) {
    try {
      if (value) sessionStorage.setItem(`wegwijs.${name}`, value);
      else sessionStorage.removeItem(`wegwijs.${name}`);
    } catch {
      // as above
    }
  },
};

// A random UUID; crypto.randomUUID exists only on https and localhost.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
