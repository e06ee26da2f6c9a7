// Asking the desk in JSON, as whoever is logged in now. Never throws: a desk that does not answer has the status 0.
// `at` is the desk's own time, for this device's clock may be wrong.

const MOST_ALIVE = 60_000; // bytes that a browser still sends for a page that is being left
const PATIENCE = 20_000; // milliseconds; who does not answer by then is asked again later

// A log-in in another tab changes the token, so the cookie knows better than the form.
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export async function ask(method, address, data) {
  const body = data === undefined ? undefined : JSON.stringify(data);
  const headers = { Accept: "application/json", "X-Requested-With": "fetch", "X-CSRFToken": csrf(), ...(body && { "Content-Type": "application/json" }) };
  try {
    const answer = await fetch(address, { method, headers, body, keepalive: body !== undefined && new Blob([body]).size < MOST_ALIVE, signal: AbortSignal.timeout(PATIENCE) });
    const said = await answer.json().catch(() => ({}));
    return { ok: answer.ok, status: answer.status, said, at: Date.parse(answer.headers.get("Date")) || Date.now() };
  } catch {
    return { ok: false, status: 0, said: {}, at: Date.now() };
  }
}

// Forms carry the token as well.
export function refreshToken(form) {
  form.elements.csrfmiddlewaretoken.value = csrf();
}

export const loggedOut = (answer) => answer.status === 401 || (answer.status === 403 && answer.said.code !== "not_allowed");
