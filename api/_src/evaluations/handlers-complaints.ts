import type { evaluationsContract } from '../../../shared/evaluations/contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import type { Handlers } from '../platform/slice.ts'
import { answerBy, deskView, lookingAs, myView } from './complaints.ts'
import {
  answersOn,
  digitsOfLevel,
  firstLevelOf,
  judge,
  mayAnswer,
  maySee,
  statusAfterAnswer,
} from './decide-complaint.ts'
import {
  accusedIn,
  complaintsBy,
  complaintsFor,
  findComplaint,
  insertComplaint,
  moveComplaint,
} from './store-complaint.ts'
import type { ComplaintStep } from './tables.ts'

type Names =
  | 'evaluations.complaints'
  | 'evaluations.complain'
  | 'evaluations.judgeAnswer'
  | 'evaluations.deskComplaints'
  | 'evaluations.answerComplaint'

export const complaintsHandlers: Handlers<Pick<typeof evaluationsContract, Names>> = {
  async 'evaluations.complaints'(_, { actor, db }) {
    const rows = await complaintsBy(db, actor.identity)
    return ok({ complaints: rows.map(myView) })
  },

  async 'evaluations.complain'({ id, about, aboutId, words }, { actor, db, now, announce }) {
    const { communityId, residentId, residentName } = actor.identity
    const kind = about === 'group' ? 'group' : 'activity'
    const accused = about === 'staff' || aboutId === null ? undefined : await accusedIn(db, communityId, kind, aboutId)
    if (about !== 'staff' && !accused) return refuse('not_found')
    const level = firstLevelOf(about)
    const at = now.toISOString()
    const opened: ComplaintStep = { at, step: 'opened', byName: residentName, words, level }
    const aboutName = about === 'leader' ? `${accused?.name ?? ''}的负责人` : (accused?.name ?? '社区工作人员')
    const written = await insertComplaint(db, {
      community_id: communityId,
      id,
      about_kind: about,
      about_id: about === 'staff' ? null : aboutId,
      about_name: aboutName,
      accused_ids: accused?.residentIds ?? [],
      words,
      by_resident_id: residentId,
      by_account_id: actor.accountId,
      by_name: residentName,
      open_of: `${residentId}:${about}:${about === 'staff' ? '' : (aboutId ?? '')}`,
      status: 'open',
      first_level: level,
      level,
      opened_at: now,
      ...answerBy(now),
      answer: '',
      answered_by_name: '',
      answered_at: null,
      version: 1,
      notified_version: 0,
      history: [opened],
    })
    if (written === 'pending') return refuse('complaint_pending')
    const row = await findComplaint(db, communityId, id)
    if (row?.byResidentId !== residentId || row.about !== about) return refuse('id_taken')
    announce({ communityId, id })
    return ok(myView(row))
  },

  async 'evaluations.judgeAnswer'({ complaintId, version, satisfied, words }, { actor, db, now, announce }) {
    const { communityId, residentId, residentName } = actor.identity
    const row = await findComplaint(db, communityId, complaintId)
    if (row?.byResidentId !== residentId) return refuse('not_found')
    const judged = judge(row, version, satisfied)
    const said = satisfied ? 'satisfied' : 'not_satisfied'
    if (!judged.ok) {
      const isRepeat = row.history[version]?.step === said && row.history[version].words === words
      return isRepeat ? ok(myView(row)) : judged
    }
    const { status, level } = judged.data
    const change = status === 'closed' ? { status, open_of: null } : { status, level, ...answerBy(now) }
    const step: ComplaintStep = { at: now.toISOString(), step: said, byName: residentName, words, level }
    if (!(await moveComplaint(db, row, change, step))) return refuse('conflict')
    announce({ communityId, id: complaintId })
    const moved = await findComplaint(db, communityId, complaintId)
    return moved ? ok(myView(moved)) : refuse('not_found')
  },

  async 'evaluations.deskComplaints'(_, { actor, db, now }) {
    const by = lookingAs(actor)
    const communities = (level: 0 | 1) =>
      actor.staff
        .filter(({ areaCode }) => (level === 0) === areaCode.length > digitsOfLevel[1])
        .flatMap((grant) => grant.communityIds.filter((communityId) => answersOn(grant, communityId, level)))
    const rows = await complaintsFor(db, { own: communities(0), below: communities(1) })
    return ok({ complaints: rows.filter((row) => maySee(row, by)).map((row) => deskView(row, by, now)) })
  },

  async 'evaluations.answerComplaint'({ communityId, complaintId, version, answer }, { actor, db, now, announce }) {
    const by = lookingAs(actor)
    if (!by.posts.some((post) => answersOn(post, communityId, 0))) return refuse('not_allowed')
    const row = await findComplaint(db, communityId, complaintId)
    // Who must not know of it is told nothing.
    if (!row || !maySee(row, by)) return refuse('not_found')
    const last = row.history[version]
    const isRepeat = last?.step === 'answered' && last.words === answer && last.byName === actor.displayName
    if (isRepeat) return ok({ status: row.status, version: row.version })
    if (row.status !== 'open' || row.version !== version) return refuse('conflict')
    if (!mayAnswer(row, by)) return refuse('not_allowed')
    const status = statusAfterAnswer(row.level)
    const change = {
      status,
      answer,
      answered_by_name: actor.displayName,
      answered_at: now,
      due_day: null,
      due_at: null,
      ...(status === 'closed' ? { open_of: null } : {}),
    }
    const { level } = row
    const step: ComplaintStep = {
      at: now.toISOString(),
      step: 'answered',
      byName: actor.displayName,
      words: answer,
      level,
    }
    if (!(await moveComplaint(db, row, change, step))) return refuse('conflict')
    announce({ communityId, id: complaintId })
    return ok({ status, version: version + 1 })
  },
}
