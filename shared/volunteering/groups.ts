/** proposed → active → closed, or refused. Where a hand-over is offered the group stays active. */
export const groupStatuses = ['proposed', 'active', 'refused', 'closed'] as const
export type GroupStatus = (typeof groupStatuses)[number]

/** asked → member → left or removed; asked → refused, or left when the ask was taken back. All may ask again. */
export const groupMemberStatuses = ['asked', 'member', 'refused', 'left', 'removed'] as const
export type GroupMemberStatus = (typeof groupMemberStatuses)[number]

/** Deputies beside the leader, at most. */
export const mostDeputies = 5
