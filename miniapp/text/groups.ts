import type { GroupStatus } from '../../shared/volunteering/groups.ts'
import type { GroupField, GroupKind, GroupRole } from '../../shared/volunteering/lifecycle.ts'

export const groupKindWords: Readonly<Record<GroupKind, string>> = {
  volunteer_team: '志愿队',
  interest_club: '兴趣社团',
  party_team: '党员队',
  student_team: '学生队',
}

export const groupFieldWords: Readonly<Record<GroupField, { text: string; icon: string }>> = {
  calligraphy: { text: '书画', icon: 'brush' },
  song_dance: { text: '歌舞', icon: 'music' },
  board_games: { text: '棋牌', icon: 'coffee' },
  sports: { text: '运动', icon: 'trophy' },
  health: { text: '健康', icon: 'heart-pulse' },
  reading: { text: '读书', icon: 'glasses' },
  mutual_aid: { text: '邻里互助', icon: 'hand-heart' },
  other: { text: '别的', icon: 'smile' },
}

export const groupRoleWords: Readonly<Record<GroupRole, string>> = {
  leader: '队长',
  deputy: '副队长',
  member: '队员',
}

export const groupStatusWords: Readonly<
  Record<GroupStatus, { text: string; kind?: 'ok' | 'warn' | 'info'; icon?: string }>
> = {
  proposed: { text: '等社区答复', kind: 'warn', icon: 'hourglass' },
  active: { text: '在活动', kind: 'ok', icon: 'check' },
  refused: { text: '没办成', icon: 'x' },
  closed: { text: '解散了', icon: 'x' },
}
