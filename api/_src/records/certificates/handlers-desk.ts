import type { CertificateStatus } from '../../../../shared/records/certificates.ts'
import type { certificatesContract } from '../../../../shared/records/certificates-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import type { Handlers } from '../../platform/slice.ts'
import { isAboutSelf, mayDecide } from '../hours/rights.ts'
import { afterMove, publicityEnd, stepOf } from './decide.ts'
import { issueNow, stepAfter } from './issuing.ts'
import { certificateById, listByStatus, moveCertificate, type CertificateRow } from './store.ts'
import { certificateView } from './view.ts'

const perPage = 50
const scopes: Readonly<Record<'running' | 'issued' | 'ended', readonly CertificateStatus[]>> = {
  running: ['published', 'held'],
  issued: ['issued'],
  ended: ['revoked', 'replaced', 'refused', 'withdrawn'],
}

/** Everybody who belongs to a community may see whose certificates are about to be issued. */
const mostPublished = 500

type DeskHandlers = Pick<
  Handlers<typeof certificatesContract>,
  'records.publicity' | 'records.deskCertificates' | 'records.decideCertificate'
>

export const deskHandlers: DeskHandlers = {
  async 'records.publicity'({ communityId }, { db, actor }) {
    const belongs =
      actor.identities.some((identity) => identity.communityId === communityId) ||
      actor.staff.some(({ communityIds }) => communityIds.includes(communityId))
    if (!belongs) return refuse('not_allowed')
    const rows = await listByStatus(db, communityId, ['published', 'held'], { limit: mostPublished })
    return ok({ lines: rows.map(lineView) })
  },

  async 'records.deskCertificates'({ communityId, scope, before }, { db, actor }) {
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const from = before === undefined ? undefined : new Date(before)
    const rows = await listByStatus(db, communityId, scopes[scope], { before: from, limit: perPage + 1 })
    const page = rows.slice(0, perPage)
    const next = rows.length > perPage ? (page.at(-1)?.asked_at.toISOString() ?? null) : null
    return ok({ certificates: page.map((row) => certificateView(row)), next })
  },

  async 'records.decideCertificate'(
    { communityId, certificateId, version, move, words },
    { db, actor, now, announce },
  ) {
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const row = await certificateById(db, communityId, certificateId)
    if (!row) return refuse('not_found')
    if (isAboutSelf(actor, communityId, [row.resident_id])) return refuse('not_allowed')
    if (isRepeat(row, { version, kind: stepOf[move], by: actor.accountId })) return ok(certificateView(row))
    if (row.version !== version) return refuse('conflict', { status: row.status })
    if (move !== 'issue' && words === '') return refuse('result_needed')
    const after = afterMove(move, { status: row.status, publicUntil: row.public_until }, dayOf(now))
    if (!after.ok) return after
    const by = { id: actor.accountId, name: actor.displayName }
    const status = after.data
    const isOver = status === 'refused' || status === 'revoked'
    const done =
      status === 'issued'
        ? (await issueNow(db, row, by, now)) !== 'conflict'
        : await moveCertificate(
            db,
            row,
            {
              status,
              // Let go on, it stands by its old day: an objection that came to nothing costs nobody a week.
              due_at: status === 'published' ? publicityEnd(row.public_until) : null,
              words: status === 'published' ? '' : words,
              ...(isOver && { live_of: null, ended_at: now }),
            },
            stepAfter(row, stepOf[move], by, now, words),
          )
    if (done) announce({ communityId, id: certificateId })
    const present = await certificateById(db, communityId, certificateId)
    return done && present ? ok(certificateView(present)) : refuse('conflict', { status: present?.status })
  },
}

/** The same command again: this very step was made by this account. */
function isRepeat({ history }: CertificateRow, of: { version: number; kind: string; by: string }): boolean {
  return history.some(({ version, kind, by }) => version === of.version + 1 && kind === of.kind && by === of.by)
}

function lineView(row: CertificateRow) {
  const { name, volunteerNumber, from, to, services, automaticMinutes, addedMinutes, askedOn, publicUntil } =
    certificateView(row)
  return {
    certificateId: row.id,
    name: row.shows_name === 1 ? name : null,
    volunteerNumber,
    from,
    to,
    services,
    automaticMinutes,
    addedMinutes,
    askedOn,
    publicUntil,
  }
}
