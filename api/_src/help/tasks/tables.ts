import type { TaskKind, TaskStatus } from '../../../../shared/help/tasks.ts'

/** What happened to a task; `version` is the one the row had after it. */
export interface TaskEntry {
  version: number
  at: string
  kind: 'opened' | 'risen' | 'done' | 'dropped'
  /** Of `opened` and `risen`: the step that is told. */
  step?: number
  byName?: string
  text?: string
}

/** One thing for the desk to do. Its own outbox, like a call. */
export interface HelpTaskTable {
  community_id: string
  id: string
  /** Whoever opens the same thing twice opens it once. Unique for ever: a new occasion has a new key. */
  dedupe_key: string
  kind: TaskKind
  resident_id: string | null
  resident_name: string | null
  /** The grid, or the community for what concerns all of it. */
  area_code: string
  address: string | null
  title: string
  details: Record<string, unknown>
  status: TaskStatus
  version: number
  notified_version: number
  untold: number
  /** Index into `taskSteps`. */
  step: number
  opened_at: Date
  due_at: Date
  /** When the next desk is told; NULL once it is over. */
  rises_at: Date | null
  done_by: string | null
  done_by_name: string | null
  done_at: Date | null
  result: string
  history: TaskEntry[]
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    help_task: HelpTaskTable
  }
}
