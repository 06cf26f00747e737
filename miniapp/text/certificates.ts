import type { CertificateState } from '../../shared/records/certificates.ts'
import type { Certificate } from '../../shared/records/certificates-contract.ts'
import { hoursText } from '../../shared/records/hours.ts'
import { dayWord, type Day } from '../../shared/time.ts'

interface Said {
  text: string
  kind?: 'ok' | 'warn' | 'info'
  icon?: string
}

/** 证明 only of a recording unit; before it is issued nobody says which it will be. */
export function paperWord(isProof: boolean | null): string {
  return isProof === true ? '志愿服务证明' : isProof === false ? '平台服务记录' : '服务证明'
}

/** `2026 年 1 月 1 日到 11 月 23 日`. */
export function periodText({ from, to }: { from: Day; to: Day }): string {
  const [fromYear, toYear] = [from.slice(0, 4), to.slice(0, 4)]
  if (from === to) return `${fromYear} 年 ${dayWord(from)}`
  return `${fromYear} 年 ${dayWord(from)}到 ${fromYear === toYear ? '' : `${toYear} 年 `}${dayWord(to)}`
}

export function sumText(of: Pick<Certificate, 'services' | 'automaticMinutes' | 'addedMinutes'>): string {
  return `${of.services} 次，${hoursText(of.automaticMinutes + of.addedMinutes)} 小时`
}

/** How one stands, in a word. */
export function certificateSaid({ status, isUnchanged }: Pick<Certificate, 'status' | 'isUnchanged'>): Said {
  if (status === 'published') return { text: '公示中', kind: 'info', icon: 'eye' }
  if (status === 'held') return { text: '在核对', kind: 'warn', icon: 'hourglass' }
  if (status === 'issued' && isUnchanged === false) return { text: '时长改过了', kind: 'warn', icon: 'triangle-alert' }
  if (status === 'issued') return { text: '有效', kind: 'ok', icon: 'badge-check' }
  if (status === 'revoked') return { text: '撤销了', kind: 'warn', icon: 'x' }
  if (status === 'refused') return { text: '没有出具', kind: 'warn', icon: 'x' }
  return { text: status === 'replaced' ? '换了新的' : '收回了' }
}

/** What happens next, or what happened: one line. */
export function certificateLine(one: Certificate, today: Day): string {
  const { status, publicUntil, issuedOn, endedOn, words } = one
  if (status === 'published') {
    return publicUntil < today ? '公示完了，马上出具。' : `公示到 ${dayWord(publicUntil)}，没有异议，第二天出具。`
  }
  if (status === 'held') return `社区在核对：${words}`
  if (status === 'issued') {
    const on = issuedOn === null ? '' : `${dayWord(issuedOn)}出具。`
    return one.isUnchanged === false ? `${on}后来更正过时长，这张不能再用。` : `${on}不收费，随时能打开。`
  }
  if (words !== '') return words
  return endedOn === null ? '' : dayWord(endedOn)
}

/** What somebody hears who checks a number. */
export const stateWords: Readonly<
  Record<CertificateState, { title: string; line: string; icon: string; kind: 'ok' | 'warn' | 'info' }>
> = {
  valid: { title: '是真的，现在有效', line: '下面的内容和社区的记录一致。', icon: 'badge-check', kind: 'ok' },
  changed: {
    title: '出具以后，时长更正过',
    line: '这张纸上的数和现在的记录不一样。请本人重新开一张。',
    icon: 'triangle-alert',
    kind: 'warn',
  },
  revoked: { title: '已经撤销了', line: '这张纸不能再用。有疑问，打电话问出具的单位。', icon: 'x', kind: 'warn' },
  replaced: { title: '已经换了新的', line: '这张纸不能再用，请看本人新开的那一张。', icon: 'x', kind: 'warn' },
  not_yet: { title: '还没有出具', line: '正在公示。公示完了、没有异议，才算数。', icon: 'hourglass', kind: 'info' },
  unknown: {
    title: '没有这个编号',
    line: '请对着纸再输一遍。还是没有，这张纸就不是这里出的。',
    icon: 'x',
    kind: 'warn',
  },
}

/** A day as somebody typed it: `2026-1-5`, `20260105`, `2026年1月5日`; undefined for anything else. */
export function dayTyped(text: string): Day | undefined {
  const plain = text.replace(/\s/g, '')
  const found = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})\D(\d{1,2})\D(\d{1,2})日?$/.exec(plain)
  if (found === null) return undefined
  const [, year = '', month = '', date = ''] = found
  const two = (part: string) => (part.length === 1 ? `0${part}` : part)
  const day = `${year}-${two(month)}-${two(date)}`
  const time = Date.parse(`${day}T00:00:00.000Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day
}
