import { methodOf, type Endpoint } from '../../../../shared/contract.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'

/** Bytes of a request body. The longest input of the contract is far below; files never pass through the API. */
export const bodyLimitBytes = 65_536

type InputProblem = 'bad_request' | 'invalid_input' | 'wrong_content_type' | 'too_large'

async function readText(request: Request): Promise<Result<string, 'too_large'>> {
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (Number(declared) > bodyLimitBytes) return refuse('too_large')
    const text = await request.text()
    return text.length > bodyLimitBytes ? refuse('too_large') : ok(text)
  }
  if (request.body === null) return ok('')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body) {
    bytes += chunk.byteLength
    if (bytes > bodyLimitBytes) return refuse('too_large')
    chunks.push(chunk)
  }
  return ok(Buffer.concat(chunks).toString('utf8'))
}

function parseJson(text: string): Result<unknown, 'bad_request'> {
  try {
    return ok(JSON.parse(text) as unknown)
  } catch {
    return refuse('bad_request')
  }
}

async function readRaw(endpoint: Endpoint, request: Request): Promise<Result<unknown, InputProblem>> {
  if (methodOf(endpoint) === 'GET') {
    const text = new URL(request.url).searchParams.get('input') ?? '{}'
    return text.length > bodyLimitBytes ? refuse('too_large') : parseJson(text)
  }
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type)) return refuse('wrong_content_type')
  const text = await readText(request)
  return text.ok ? parseJson(text.data) : text
}

/**
 * The checked input of a call. `invalid_input` names the fields that are wrong (`details.fields`), never their values.
 */
export async function readInput(endpoint: Endpoint, request: Request): Promise<Result<unknown, InputProblem>> {
  const raw = await readRaw(endpoint, request)
  if (!raw.ok) return raw
  const checked = endpoint.input.safeParse(raw.data)
  if (checked.success) return ok(checked.data)
  const fields = [...new Set(checked.error.issues.map((issue) => issue.path.join('.')))]
  return refuse('invalid_input', { fields })
}
