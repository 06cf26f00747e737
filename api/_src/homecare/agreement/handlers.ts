import type { agreementContract } from '../../../../shared/homecare/agreement-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { recordAccess } from '../../people/index.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { careRoles, doerName, wayOf } from '../person.ts'
import { settingsFrom } from '../settings/store.ts'
import { confirm, firstDue, stop, writeAgreement } from './decide.ts'
import {
  findAgreement,
  insertAgreement,
  moveAgreement,
  readToWrite,
  rewriteAgreement,
  signAgreement,
  type AgreementRow,
} from './store.ts'
import { agreementText, textHash } from './text.ts'
import { agreementView, signingOf } from './view.ts'

export const agreementHandlers: Handlers<typeof agreementContract> = {
  async 'homecare.agreement'({ communityId, agreementId }, { actor, db, now, newId }) {
    const row = await findAgreement(db, communityId, agreementId)
    const way = row && wayTo(actor, row)
    if (!row || way === undefined) return refuse('not_found')
    if (way === 'staff') {
      const { accountId } = actor
      await recordAccess(db, { id: newId(), ...personOf(row), accountId, purpose: 'home_care', at: now })
    }
    return ok(agreementView(row, way))
  },

  async 'homecare.writeAgreement'({ id, communityId, applicationId, version, terms }, { actor, db, now, announce }) {
    const found = await readToWrite(db, communityId, applicationId)
    if (!found || !holdsRoleOver(actor, careRoles, found.application.gridCode)) return refuse('not_found')
    const { application, agreements } = found
    const paragraphs = agreementText(terms, application)
    const text = {
      provider_id: terms.providerId,
      provider_name: terms.providerName,
      terms,
      paragraphs,
      text_hash: textHash(paragraphs),
      begin_day: terms.beginDay,
      end_day: terms.endDay,
    }
    const { beginDay, endDay } = terms
    const decision = writeAgreement(
      { status: application.status, agreements: agreements.map(keptView) },
      { id, version, beginDay, endDay, textHash: text.text_hash },
    )
    if (!decision.ok) return decision
    const kept = agreements.find((one) => one.id === id)
    if (kept && decision.data === 'nothing') return ok(agreementView(kept, 'staff'))
    const by = { at: now.toISOString(), by: actor.accountId, byName: actor.displayName, words: '' }
    if (kept) {
      const isWritten = await rewriteAgreement(db, kept, text, { ...by, kind: 'rewritten' })
      if (!isWritten) return refuse('conflict')
      announce({ communityId, id })
      return ok(agreementView({ ...kept, ...text, ...unsigned, version: version + 1 }, 'staff'))
    }
    const row: AgreementRow = {
      community_id: communityId,
      id,
      application_id: applicationId,
      resident_id: application.residentId,
      resident_name: application.name,
      grid_code: application.gridCode,
      address: application.address,
      ...text,
      status: 'proposed',
      live_of: applicationId,
      ...unsigned,
      stop_reason: '',
      due_at: null,
      written_by: actor.accountId,
      written_at: now,
      version: 1,
      notified_version: 0,
      untold: 1,
      history: [{ ...by, kind: 'written', version: 1 }],
    }
    const written = await insertAgreement(db, row)
    if (written !== 'done') return refuse(written === 'taken' ? 'conflict' : 'id_taken')
    announce({ communityId, id })
    return ok(agreementView(row, 'staff'))
  },

  async 'homecare.confirm'({ communityId, agreementId, textHash: hash, side, paperName }, context) {
    const { actor, db, now, announce } = context
    const row = await findAgreement(db, communityId, agreementId)
    const way = row && wayTo(actor, row)
    if (!row || way === undefined) return refuse('not_found')
    const decision = confirm(signingOf(row), { side, textHash: hash, way, paperName })
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return ok(agreementView(row, way))
    const doer = doerName(actor, personOf(row), way)
    const isOnPaper = side === 'resident' && way === 'staff'
    const name = isOnPaper ? `${paperName}（纸上签的，${doer}记）`.slice(0, 80) : doer
    const signing = { name, at: now, dueAt: firstDue(row.end_day, settingsFrom(row).remindDays, now) }
    const kind = side === 'resident' ? ('resident_signed' as const) : ('provider_signed' as const)
    const entry = { kind, at: now.toISOString(), by: actor.accountId, byName: name, words: '' }
    const isSigned = await signAgreement(db, row, side, signing, entry)
    const present = await findAgreement(db, communityId, agreementId)
    if (!isSigned || !present) return refuse('conflict')
    announce({ communityId, id: agreementId })
    return ok(agreementView(present, way))
  },

  async 'homecare.stopAgreement'({ communityId, agreementId, version, reason, lastDay }, context) {
    const { actor, db, now, announce } = context
    const row = await findAgreement(db, communityId, agreementId)
    const way = row && wayTo(actor, row)
    if (!row || way === undefined) return refuse('not_found')
    const { accountId } = actor
    const lastBy = row.history.at(-1)?.by ?? ''
    const state = { status: row.status, version: row.version, endDay: row.end_day, lastBy }
    const decision = stop(state, { version, lastDay, accountId })
    if (!decision.ok) return decision
    if (decision.data.isRepeat) return ok(agreementView(row, way))
    const byName = doerName(actor, personOf(row), way)
    const change = {
      status: 'stopped' as const,
      end_day: decision.data.endDay,
      stop_reason: reason,
      due_at: null,
      live_of: null,
    }
    const entry = { kind: 'stopped' as const, at: now.toISOString(), by: accountId, byName, words: reason }
    if (!(await moveAgreement(db, row, change, entry))) return refuse('conflict')
    announce({ communityId, id: agreementId })
    const history = [...row.history, { ...entry, version: version + 1 }]
    return ok(agreementView({ ...row, ...change, history, version: version + 1 }, way))
  },
}

const unsigned = {
  resident_signed_by: null,
  resident_signed_at: null,
  provider_signed_by: null,
  provider_signed_at: null,
}

const personOf = (row: AgreementRow) => ({ communityId: row.community_id, residentId: row.resident_id })
const wayTo = (actor: Actor, row: AgreementRow) => wayOf(actor, personOf(row), row.grid_code)

function keptView(row: AgreementRow) {
  const { id, status, version, text_hash: hash, begin_day: beginDay, end_day: endDay } = row
  return { id, status, version, textHash: hash, beginDay, endDay }
}
