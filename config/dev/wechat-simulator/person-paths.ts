import type { SimulatorState } from './state.ts'

const prefix = '/wechat-simulator/'

const texts = (value: unknown) =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

/**
 * What a person does on their phone, for pages that run in a browser: `wx.login`, the phone button, "allow" in the
 * subscribe dialog, and looking at the messages WeChat shows. Undefined for any other path.
 */
export function personAnswer(
  state: SimulatorState,
  method: string,
  url: URL,
  body: Readonly<Record<string, unknown>>,
): Response | undefined {
  if (!url.pathname.startsWith(prefix)) return undefined
  const openId = typeof body['openId'] === 'string' ? body['openId'] : ''
  const noPerson = () => Response.json({ error: 'no such person' }, { status: 404 })
  const codeAnswer = (kind: 'login' | 'phone') => {
    const code = state.issueCode(kind, openId)
    return code === undefined ? noPerson() : Response.json({ code })
  }
  switch (`${method} ${url.pathname.slice(prefix.length)}`) {
    case 'GET people':
      return Response.json({ people: [...state.people.values()] })
    case 'POST login':
      return codeAnswer('login')
    case 'POST phone':
      return codeAnswer('phone')
    case 'POST subscribe': {
      if (!state.people.has(openId)) return noPerson()
      const known = texts(body['templateIds']).filter((templateId) => state.templates.has(templateId))
      state.accept(openId, known)
      return Response.json({ accepted: known })
    }
    case 'GET messages': {
      const wanted = url.searchParams.get('openId')
      const messages = state.messages.filter((message) => wanted === null || message.openId === wanted)
      return Response.json({ messages })
    }
    default:
      return Response.json({ error: 'no such path' }, { status: 404 })
  }
}
