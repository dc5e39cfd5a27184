// Asks the API. The browser keeps answers with their ETag and asks again with it.

const BASE = "/api/v1/";
const PATIENCE_MS = 8000;

/** Why there is no answer; `status` 0 means that the server cannot be reached. */
export class Failure extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

export function bear(token) {
  sessionStorage.setItem("token", token);
}

function headers() {
  const token = sessionStorage.getItem("token");
  return token ? { Authorization: `Bearer ${token}` } : {};
}

export async function ask(path, parameters = {}) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined));
  const answer = await request(`${path}${query.size ? `?${query}` : ""}`, AbortSignal.timeout(PATIENCE_MS));
  return answer.json();
}

/** A request whose answer has begun. */
export async function request(path, signal) {
  let answer;
  try {
    answer = await fetch(BASE + path, { headers: headers(), signal, cache: "no-cache", credentials: "omit" });
  } catch (error) {
    throw new Failure(0, "The server cannot be reached.");
  }
  if (!answer.ok) throw new Failure(answer.status, await sentence(answer));
  return answer;
}

async function sentence(answer) {
  try {
    const problem = await answer.json();
    return [problem.detail, problem.fix].filter(Boolean).join(" ");
  } catch {
    return `The server answered with status ${answer.status}.`;
  }
}
