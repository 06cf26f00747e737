import { dayWord } from '../../../../shared/time.ts'
import { staffedAreas, staffFor, type StaffedArea } from '../../people/index.ts'
import type { DeliverySource, Message } from '../../platform/deliver/source.ts'
import { careRoles } from '../person.ts'
import { isSecondSigning } from './decide.ts'
import { listUntold, markTold, type UntoldRow } from './store-outbox.ts'
import type { AgreementEntry } from './tables.ts'

/** Agreements as their own outbox: who has to confirm, that it holds, that it ends soon, that it is over. */
export const agreementSource: DeliverySource = {
  name: 'homecare agreements',
  async pending(db, scope, limit) {
    const rows = await listUntold(db, scope, limit)
    const grids = [...new Set(rows.map(({ grid_code: grid }) => grid))]
    const areas = await staffedAreas(db, [...new Set(grids.flatMap((grid) => [grid, grid.slice(0, 12)]))])
    return rows.map((row) => ({
      communityId: row.community_id,
      id: row.id,
      version: row.version,
      messages: row.history
        .filter(({ version }) => version > row.notified_version)
        .flatMap((entry) => messagesFor(row, entry, areas).map((message) => ({ ...message, version: entry.version }))),
    }))
  },
  markNotified: markTold,
}

interface Words {
  /** To the person and who applied for them. */
  home?: readonly [title: string, body: string]
  /** To the desk. */
  desk?: readonly [title: string, body: string]
}

function wordsFor(row: UntoldRow, entry: AgreementEntry): Words {
  const { resident_name: name, provider_name: provider } = row
  const [begin, end] = [dayWord(row.begin_day), dayWord(row.end_day)]
  if (isSecondSigning(row.history, entry)) {
    return {
      home: ['居家养老的协议签好了', `${begin}起，${provider}上门。到 ${end}为止。`],
      desk: [`${name}的协议签好了`, `${provider}，${begin}到 ${end}。可以排上门了。`],
    }
  }
  const said: Record<AgreementEntry['kind'], Words> = {
    written: { home: ['居家养老的协议写好了，请看一看', `${provider}，${begin}到 ${end}。看清楚了，点“我同意”。`] },
    rewritten: { home: ['居家养老的协议改过了，请再看一遍', `${entry.byName}改的。以前的同意不算，要再点一次。`] },
    resident_signed: { desk: [`${name}同意协议了`, `${entry.byName}。还差${provider}确认。`] },
    provider_signed: { home: ['提供方确认协议了', `${provider}确认了，等您点“我同意”。`] },
    ends_soon: {
      home: ['居家养老的协议快到期了', `${end}到期。想接着做，社区会来续签。`],
      desk: [`${name}的协议快到期了`, `${end}到期。问一问要不要续，续就写新的协议。`],
    },
    ended: {
      home: ['居家养老的协议到期了', `${end}是最后一天。想接着做，跟社区说一声。`],
      desk: [`${name}的协议到期了`, `${end}到期，没有续。续签，或者写明不续。`],
    },
    stopped: {
      home: ['居家养老的协议停了', `${entry.byName}办的：${entry.words}`],
      desk: [`${name}的协议停了`, `${entry.byName}办的：${entry.words}`],
    },
  }
  return said[entry.kind]
}

function messagesFor(row: UntoldRow, entry: AgreementEntry, areas: readonly StaffedArea[]): Message[] {
  const { home, desk } = wordsFor(row, entry)
  const page = `/homecare/agreement/index?community=${row.community_id}&id=${row.id}`
  const common = { topic: 'notice' as const, page, at: new Date(entry.at) }
  const messages: Message[] = []
  if (home) {
    const [title, body] = home
    messages.push({ ...common, recipient: { kind: 'resident', id: row.resident_id }, title, body })
    if (row.delegate_name !== null) {
      const recipient = { kind: 'account' as const, id: row.applied_by }
      messages.push({ ...common, recipient, title: `${row.resident_name}：${title}`, body })
    }
  }
  if (desk) {
    const [title, body] = desk
    for (const id of new Set([row.written_by, ...staffFor(areas, row.grid_code, careRoles)])) {
      // Who just did it need not be told.
      if (id !== entry.by) messages.push({ ...common, recipient: { kind: 'account', id }, title, body })
    }
  }
  return messages
}
