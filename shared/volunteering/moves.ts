import type { ActivityStatus } from './lifecycle.ts'

/** What people do with an activity as a whole. */
export const activityMoves = ['submit', 'take_back', 'publish', 'send_back', 'close', 'cancel'] as const
export type ActivityMove = (typeof activityMoves)[number]

/**
 * Which move leads from where to where, and who may make it: those who steer the activity (its leaders, the staff who
 * look after the community), or a reviewer, who is always somebody else than those who wrote it.
 */
export const activityRules: Readonly<
  Record<ActivityMove, { from: readonly ActivityStatus[]; to: ActivityStatus; by: 'steerer' | 'reviewer' }>
> = {
  submit: { from: ['draft'], to: 'in_review', by: 'steerer' },
  take_back: { from: ['in_review'], to: 'draft', by: 'steerer' },
  publish: { from: ['in_review'], to: 'published', by: 'reviewer' },
  send_back: { from: ['in_review'], to: 'draft', by: 'reviewer' },
  close: { from: ['running'], to: 'closed', by: 'steerer' },
  cancel: { from: ['draft', 'in_review', 'published', 'running'], to: 'cancelled', by: 'steerer' },
}
