import type { Intent } from '../../shared/help/lifecycle.ts'

/** Why somebody pressed: on top of the call's page, and for those who answer. */
export const intentWords: Readonly<Record<Intent, string>> = {
  emergency: '求助',
  unwell: '身体不适',
  daily_help: '生活帮助',
  question: '咨询',
  call_family: '找家人',
}

/** The four quiet ways to call beside the red button, as buttons say them. */
export const calmIntents = [
  { intent: 'unwell', text: '身体不适', icon: 'heart-pulse', said: '叫人来看看' },
  { intent: 'daily_help', text: '生活帮助', icon: 'wrench', said: '请社区帮个忙' },
  { intent: 'question', text: '咨询', icon: 'message-circle', said: '请社区回个电话' },
  { intent: 'call_family', text: '打给家人', icon: 'phone-call', said: '看家人的电话' },
] as const satisfies readonly { intent: Intent; text: string; icon: string; said: string }[]

/** How one takes it back: nobody who only asked something has to say that all is well. */
export function mistakeWords(intent: Intent, name?: string): string {
  if (intent !== 'emergency' && intent !== 'unwell') return '不用了，按错了'
  return name === undefined ? '我没事，按错了' : '没事，按错了'
}
