/** The outcome of something that may be refused. A refusal is a value, never an exception. */
export type Result<Value, Code extends string> = { ok: true; data: Value } | Refusal<Code>

export interface Refusal<Code extends string> {
  ok: false
  code: Code
  details?: unknown
}

export function ok<const Value>(data: Value): { ok: true; data: Value } {
  return { ok: true, data }
}

/** `details` must hold nothing personal beyond what the caller may see: it is sent to the caller as it is. */
export function refuse<const Code extends string>(code: Code, details?: unknown): Refusal<Code> {
  return details === undefined ? { ok: false, code } : { ok: false, code, details }
}
