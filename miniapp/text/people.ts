import type { DelegationScope, Identity, StaffPost } from '../../shared/people/contract.ts'
import { relationWords } from './relations.ts'

export const otherRelationOptions = (
  ['daughter', 'son', 'spouse', 'parent', 'relative', 'neighbour', 'volunteer'] as const
).map((value) => ({ value, text: relationWords[value] }))

export type OtherRelation = (typeof otherRelationOptions)[number]['value']

/** What a delegate may do, as a button says it and as the person who delegates understands it. */
export const scopeWords: Readonly<Record<DelegationScope, { text: string; note: string }>> = {
  book: { text: '约服务', note: '替我约，替我取消' },
  see: { text: '看记录', note: '看我约了什么，求助到哪一步，医生怎么说' },
  apply: { text: '办事', note: '替我交材料、查进度、签家庭医生' },
  help: { text: '求助', note: '替我按求助，人会来我家' },
  come: { text: '照应', note: '邻里守望：我按求助，他手机也响，离得近先来看看' },
  key: { text: '有钥匙', note: '他拿着我家的备用钥匙，求助时能开门进来' },
}

export const scopeOrder = ['book', 'see', 'apply', 'help', 'come', 'key'] as const satisfies readonly DelegationScope[]

/** 约服务、看记录. */
function scopesInWords(scopes: readonly DelegationScope[]): string {
  return scopeOrder
    .filter((scope) => scopes.includes(scope))
    .map((scope) => scopeWords[scope].text)
    .join('、')
}

type Scopes = readonly DelegationScope[]

/** The sentence about what somebody does for a person, then the two things that are no errands. */
function parts(scopes: Scopes, does: (what: string) => string, comes: string, hasKey: string): string {
  const errands = scopesInWords(scopes.filter((scope) => scope !== 'come' && scope !== 'key'))
  return [
    ...(errands === '' ? [] : [does(errands)]),
    ...(scopes.includes('come') ? [comes] : []),
    ...(scopes.includes('key') ? [hasKey] : []),
  ].join('，')
}

/** To the one who helps: `能约服务、看记录`, `按了求助会叫您`. */
export function actingWords({ scopes }: Pick<Identity, 'scopes'>): string {
  return parts(scopes, (what) => `能${what}`, '按了求助会叫您', '您有备用钥匙')
}

/** To the one who is helped: `能替您约服务、看记录`, `您按求助也叫他`. */
export function lentWords(scopes: Scopes): string {
  return parts(scopes, (what) => `能替您${what}`, '您按求助也叫他', '有备用钥匙')
}

/** `梅园社区，三网格网格员`; a post whose name begins with its area is not named twice. */
export function postWords({ postName, areaName }: Pick<StaffPost, 'postName' | 'areaName'>): string {
  if (postName === '' || postName.startsWith(areaName)) return postName === '' ? areaName : postName
  return `${areaName}，${postName}`
}
