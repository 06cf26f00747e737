import { communityOfNumber } from '../../../../shared/records/certificates.ts'
import type { certificatesContract } from '../../../../shared/records/certificates-contract.ts'
import { maskName } from '../../../../shared/people/masking.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { recordAccess } from '../../people/index.ts'
import type { Db } from '../../platform/db/tables.ts'
import type { Handlers } from '../../platform/slice.ts'
import { settingsOf, volunteersBy } from '../../volunteers/index.ts'
import { isAboutSelf, mayDecide } from '../hours/rights.ts'
import { entriesBetween } from '../hours/store.ts'
import { requestRow } from './asking.ts'
import { givesProof, periodOf, stateOf } from './decide.ts'
import { deskHandlers } from './handlers-desk.ts'
import { entriesOf, issueNow, linesToday, stepAfter, theClock } from './issuing.ts'
import {
  certificateById,
  certificateByNumber,
  certificatesOf,
  insertCertificate,
  moveCertificate,
  type CertificateRow,
} from './store.ts'
import { certificateView, paperOf } from './view.ts'

/** No service is older than this law of the land, and none is later than this. */
const allDays = { fromDay: '1990-01-01', toDay: '2999-12-31' }

export const certificatesHandlers: Handlers<typeof certificatesContract> = {
  ...deskHandlers,

  async 'records.certificates'(_, { db, actor }) {
    const { communityId, residentId } = actor.identity
    const [rows, entries, settings, [volunteer]] = await Promise.all([
      certificatesOf(db, communityId, residentId),
      entriesBetween(db, communityId, residentId, allDays),
      settingsOf(db, communityId),
      volunteersBy(db, communityId, [residentId]),
    ])
    const years = new Map<number, number>()
    for (const { service_day: day, minutes } of entries) {
      const year = Number(day.slice(0, 4))
      years.set(year, (years.get(year) ?? 0) + minutes)
    }
    return ok({
      name: volunteer?.name ?? null,
      unitName: settings.unitName,
      contactPhone: settings.contactPhone,
      givesProof: givesProof(settings),
      publicityDays: settings.publicityDays,
      years: [...years].map(([year, minutes]) => ({ year, minutes })).toSorted((one, other) => other.year - one.year),
      certificates: rows.map((row) => certificateView(row, linesToday(row, within(row, entries)).isUnchanged)),
    })
  },

  async 'records.askCertificate'({ id, from, to, showsName, replacesId }, { db, actor, now, announce }) {
    const { communityId, residentId } = actor.identity
    const today = dayOf(now)
    const [entries, settings, [volunteer], earlier] = await Promise.all([
      entriesBetween(db, communityId, residentId, allDays),
      settingsOf(db, communityId),
      volunteersBy(db, communityId, [residentId]),
      replacesId === null ? undefined : certificateById(db, communityId, replacesId),
    ])
    if (!volunteer) return refuse('not_a_volunteer')
    if (volunteer.name === null) return refuse('registration_unfinished')
    if (replacesId !== null && earlier?.resident_id !== residentId) return refuse('not_found')
    const days = earlier ? ok({ from: earlier.from_day, to: earlier.to_day }) : periodOf({ from, to }, entries, today)
    if (!days.ok) return days
    const own = within({ from_day: days.data.from, to_day: days.data.to }, entries)
    const { name, volunteerNumber } = volunteer
    const { publicityDays } = settings
    const whose = { id, communityId, residentId, name, volunteerNumber, accountId: actor.accountId }
    const { row, wasPublic } = requestRow(
      { ...whose, showsName, ...days.data, entries: own, publicityDays, earlier },
      now,
    )
    if (row.automatic_minutes + row.added_minutes <= 0) return refuse('nothing_recorded')
    const inserted = await insertCertificate(db, row)
    if (inserted === 'done' && !wasPublic) return ok(certificateView(row))
    if (inserted === 'done') {
      await issueNow(db, row, theClock, now, { entries: own, settings, volunteer })
      announce({ communityId, id })
    }
    const present = await certificateById(db, communityId, id)
    if (present?.resident_id === residentId) return ok(certificateView(present))
    return refuse(inserted === 'running' ? 'certificate_running' : 'id_taken')
  },

  async 'records.withdrawCertificate'({ communityId, certificateId }, { db, actor, now }) {
    const row = await ownRow(db, actor.identity, { communityId, certificateId })
    if (!row) return refuse('not_found')
    if (row.status === 'withdrawn') return ok(certificateView(row))
    if (row.live_of === null) return refuse('conflict', { status: row.status })
    const change = { status: 'withdrawn' as const, live_of: null, due_at: null, ended_at: now }
    const by = { id: actor.accountId, name: row.name }
    const done = await moveCertificate(db, row, change, stepAfter(row, 'withdrawn', by, now))
    const version = row.version + 1
    return done ? ok(certificateView({ ...row, ...change, version })) : refuse('conflict')
  },

  async 'records.certificateFile'({ communityId, certificateId }, { db, actor, now, newId, siteUrl }) {
    const row = await certificateById(db, communityId, certificateId)
    const isOwn = row !== undefined && isAboutSelf(actor, communityId, [row.resident_id])
    if (!row || (!isOwn && !mayDecide(actor, communityId))) return refuse('not_found')
    const { lines, isUnchanged } = linesToday(row, await entriesOf(db, row))
    const paper = paperOf(row, lines, siteUrl)
    // A paper that would be told to be wrong by its own code is not given out any more.
    if (!paper || row.status !== 'issued' || !isUnchanged) return refuse('conflict', { status: row.status })
    if (!isOwn) {
      const { accountId } = actor
      const access = { communityId, id: newId(), residentId: row.resident_id, accountId, at: now }
      await recordAccess(db, { ...access, purpose: 'volunteer_file' })
    }
    // Library and fonts are read at the first paper and never by another call.
    const { drawPaper } = await import('./paper/draw.ts')
    const bytes = await drawPaper(paper)
    return ok({ fileName: `${paper.number}.pdf`, base64: bytes.toString('base64') })
  },

  async 'records.checkCertificate'({ number }, { db }) {
    const communityId = communityOfNumber(number)
    const row = communityId === undefined ? undefined : await certificateByNumber(db, communityId, number)
    const { facts = null, issued_at: issuedAt = null } = row ?? {}
    if (!row || facts === null || issuedAt === null) return ok({ state: stateOf(row?.status, false), shown: null })
    const { isUnchanged } = linesToday(row, await entriesOf(db, row))
    const { from, to, services, automaticMinutes, addedMinutes, volunteerNumber, endedOn } = certificateView(row)
    const shown = {
      isProof: facts.isProof,
      name: maskName(row.name),
      volunteerNumber,
      from,
      to,
      services,
      automaticMinutes,
      addedMinutes,
      unitName: facts.unitName,
      issuedOn: dayOf(issuedAt),
      endedOn,
    }
    return ok({ state: stateOf(row.status, isUnchanged), shown })
  },
}

function within<Entry extends { service_day: string }>(
  { from_day: from, to_day: to }: Pick<CertificateRow, 'from_day' | 'to_day'>,
  entries: readonly Entry[],
): Entry[] {
  return entries.filter(({ service_day: day }) => day >= from && day <= to)
}

async function ownRow(
  db: Db,
  identity: { communityId: string; residentId: string },
  { communityId, certificateId }: { communityId: string; certificateId: string },
): Promise<CertificateRow | undefined> {
  if (identity.communityId !== communityId) return undefined
  const row = await certificateById(db, communityId, certificateId)
  return row?.resident_id === identity.residentId ? row : undefined
}
