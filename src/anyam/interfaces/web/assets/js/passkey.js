// Passkeys: a form with data-passkey asks that address for the question, the browser for the answer, and sends it.
const supported = () => Boolean(window.PublicKeyCredential && navigator.credentials?.get);

const bytes = (text) => {
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(plain.padEnd(Math.ceil(plain.length / 4) * 4, "=")), (letter) => letter.charCodeAt(0));
};
const text = (buffer) =>
  buffer ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") : null;

function opened(publicKey) {
  const given = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (given.user) given.user = { ...given.user, id: bytes(given.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"])
    if (given[list]) given[list] = given[list].map((one) => ({ ...one, id: bytes(one.id) }));
  return given;
}

function told(credential) {
  const { response } = credential;
  const parts = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    parts.attestationObject = text(response.attestationObject);
    parts.transports = response.getTransports?.() || [];
  } else {
    parts.authenticatorData = text(response.authenticatorData);
    parts.signature = text(response.signature);
    parts.userHandle = text(response.userHandle);
  }
  const { type, id, authenticatorAttachment } = credential;
  const clientExtensionResults = credential.getClientExtensionResults?.() || {};
  return JSON.stringify({ type, id, rawId: text(credential.rawId), authenticatorAttachment, response: parts, clientExtensionResults });
}

/** The answer of a passkey to the question at `address`, as text for the server. */
export async function answer(address, isNew = false) {
  const asked = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
  if (!asked.ok) throw new Error(asked.status);
  const { publicKey } = await asked.json();
  const credential = isNew
    ? await navigator.credentials.create({ publicKey: opened(publicKey) })
    : await navigator.credentials.get({ publicKey: opened(publicKey) });
  return told(credential);
}

export function passkeys(root) {
  if (supported()) root.querySelectorAll("form[data-passkey]").forEach((form) => (form.hidden = false));
}

// Before submit_once.js: the press is not the sending yet.
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target.closest("form[data-passkey]");
    if (!form || form.closest("[data-lock-face]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const say = form.querySelector("[data-passkey-said]");
    say.textContent = "";
    try {
      form.elements.credential.value = await answer(form.dataset.passkey, form.hasAttribute("data-passkey-new"));
      form.submit();
    } catch {
      say.textContent = form.dataset.failed;
    }
  },
  true,
);
