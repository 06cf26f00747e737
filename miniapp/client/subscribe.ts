import Taro from '@tarojs/taro'
import type { Topic } from '../../shared/inbox/topics.ts'
import { call } from './call.ts'
import { newId } from './new-id.ts'

declare global {
  interface Window {
    /** In the browser: WeChat's question "may we send you this?", answered by whoever opened the page. */
    linlitongAllowMessages?: (templateIds: string[]) => Promise<string[]>
  }
}

type Templates = readonly { topic: Topic; templateId: string }[]
let known: Templates | undefined

/**
 * Fetches the templates ahead of the press: WeChat asks its question only within the press itself, so that nothing may
 * be waited for in between. Call it when a page opens that will ask later.
 */
export async function prepareToSubscribe(): Promise<void> {
  if (known !== undefined) return
  const answer = await call('inbox.templates', {})
  if (answer.ok) known = answer.data.templates
}

/**
 * Within a press: asks whether one message more of each topic may be sent to WeChat, and tells the server what was
 * accepted. True when at least one was. Saying no changes nothing: messages also stand in the inbox.
 */
export async function askToSubscribe(topics: readonly Topic[]): Promise<boolean> {
  if (known === undefined) await prepareToSubscribe()
  // WeChat takes at most three in one question.
  const wanted = (known ?? [])
    .filter(({ topic }) => topics.includes(topic))
    .map(({ templateId }) => templateId)
    .slice(0, 3)
  if (wanted.length === 0) return false
  const accepted = await acceptedOf(wanted)
  if (accepted.length === 0) return false
  const answer = await call('inbox.subscribe', { id: newId(), templateIds: accepted })
  return answer.ok
}

async function acceptedOf(templateIds: string[]): Promise<string[]> {
  try {
    if (process.env.TARO_ENV === 'h5') return (await window.linlitongAllowMessages?.(templateIds)) ?? []
    const answer = await Taro.requestSubscribeMessage({ tmplIds: templateIds, entityIds: [] })
    return templateIds.filter((templateId) => (answer as Record<string, unknown>)[templateId] === 'accept')
  } catch {
    // The main switch is off, or the question was closed: both mean no.
    return []
  }
}
