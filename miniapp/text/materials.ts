import type { MaterialState } from '../../shared/booking/materials.ts'

/** How a thing to bring stands, as a pill says it. */
export const materialStateWords: Readonly<Record<MaterialState, { text: string; kind?: 'info' | 'ok' | 'warn' }>> = {
  none: { text: '可先拍照' },
  sent: { text: '等人看', kind: 'info' },
  accepted: { text: '看过，可以', kind: 'ok' },
  refused: { text: '要换', kind: 'warn' },
}

/** Ready answers to what is wrong with a paper. */
export const refusalReasons = ['看不清，请重拍', '过期了', '不是这一种', '缺一页', '要盖章'] as const
