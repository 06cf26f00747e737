import type { AccessFact, ProviderKind } from '../../shared/booking/lifecycle.ts'

/** How one gets in without steps, and who helps: an icon and a word each. */
export const accessWords: readonly { fact: AccessFact; text: string; icon: string }[] = [
  { fact: 'ramp', text: '门口有坡道', icon: 'trending-up' },
  { fact: 'lift', text: '有电梯', icon: 'arrow-up-down' },
  { fact: 'accessible_toilet', text: '无障碍卫生间', icon: 'toilet' },
  { fact: 'wheelchair', text: '能借轮椅', icon: 'accessibility' },
  { fact: 'escort', text: '有人引路', icon: 'hand-helping' },
  { fact: 'sign_language', text: '会手语', icon: 'hand' },
]

export const providerKindWords: readonly { kind: ProviderKind; text: string; icon: string }[] = [
  { kind: 'community_hall', text: '服务大厅', icon: 'stamp' },
  { kind: 'care_station', text: '养老服务站', icon: 'house-heart' },
  { kind: 'health_station', text: '卫生站', icon: 'stethoscope' },
  { kind: 'canteen', text: '食堂', icon: 'soup' },
  { kind: 'merchant', text: '签约商户', icon: 'store' },
]

export function providerIcon(kind: ProviderKind): string {
  return providerKindWords.find((one) => one.kind === kind)?.icon ?? 'store'
}
