import type { ComplaintKind, ComplaintStatus, EvaluationKind, Quality } from '../../shared/evaluations/evaluations.ts'

/** By number of stars, from 1. */
export const scoreWords = ['', '不好', '不太好', '还可以', '好', '很好'] as const

/** How somebody served, as a leader says it. */
export const qualityWords: Readonly<Record<Quality, string>> = {
  excellent: '很好',
  good: '好',
  fair: '还可以',
  poor: '要改进',
}

export const evaluationKindWords: Readonly<Record<EvaluationKind, string>> = {
  activity: '活动',
  leader: '负责人',
  volunteer: '志愿者',
  thanks: '感谢',
}

export const complaintKindWords: Readonly<Record<ComplaintKind, string>> = {
  activity: '一个活动',
  leader: '活动负责人',
  group: '这支队伍',
  staff: '社区工作人员',
}

/** Who has to answer on each level. */
export const levelWords = ['社区', '街道', '区里'] as const

/** Where a complaint stands, to who complained. */
export function complaintSaid(
  status: ComplaintStatus,
  level: number,
): { text: string; kind?: 'ok' | 'info'; icon: string } {
  if (status === 'open') return { text: `${levelWords[level] ?? '区里'}在办`, kind: 'info', icon: 'hourglass' }
  if (status === 'answered') return { text: '答复了', kind: 'ok', icon: 'circle-check' }
  return { text: '办完了', icon: 'check' }
}

/** `12 月 8 日`. */
export function dayText(day: string): string {
  return `${Number(day.slice(5, 7))} 月 ${Number(day.slice(8))} 日`
}
