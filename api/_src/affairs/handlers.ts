import type { affairsContract, NoticeKind, NoticeSummary } from '../../../shared/affairs/contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import type { Handlers } from '../platform/slice.ts'
import { findNotice, listNotices } from './store.ts'

interface Row {
  id: string
  kind: NoticeKind
  title: string
  publisher: string
  published_at: Date
}

const summary = ({ id, kind, title, publisher, published_at: at }: Row): NoticeSummary => ({
  noticeId: id,
  kind,
  title,
  publisher,
  publishedAt: at.toISOString(),
})

export const affairsHandlers: Handlers<typeof affairsContract> = {
  'affairs.notices': async ({ communityId }, { db, now }) => {
    const rows = await listNotices(db, communityId, now)
    return ok({ notices: rows.map(summary) })
  },

  'affairs.notice': async ({ communityId, noticeId }, { db, now }) => {
    const row = await findNotice(db, communityId, noticeId, now)
    return row === undefined ? refuse('not_found') : ok({ ...summary(row), paragraphs: row.paragraphs })
  },
}
