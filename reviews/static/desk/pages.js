// What cited pages say about themselves: asked of the desk, which reads them in the background.

import { ask } from "./asking.js";

const PAUSES = [300, 500, 800, 1000, 1500, 2000, 3000, 4000, 5000, 5000]; // milliseconds; then by hand
const SLOW = { state: "failed", why: "it takes too long." };

// Yields what is known so far, until nothing more will come.
export async function* details(address, url) {
  let answer = await ask("POST", address, { url });
  for (const pause of PAUSES) {
    if (!answer.ok) return yield { state: "failed", why: answer.said.detail ?? "the desk does not answer." };
    yield answer.said;
    if (answer.said.state !== "wanted") return undefined;
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    answer = await ask("POST", address, { url });
  }
  return yield { ...answer.said, ...SLOW };
}
