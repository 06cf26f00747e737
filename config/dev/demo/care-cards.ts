import type { AccessPurpose } from '../../../shared/people/access.ts'
import { careAgreementVersion } from '../../../shared/people/agreement.ts'
import type { CareCard, CareLines } from '../../../shared/people/care-card-contract.ts'
import { addDays, instantOf } from '../../../shared/time.ts'
import { careRow } from '../../../api/_src/people/care-card/row.ts'
import '../../../api/_src/people/care-card/tables.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { idOf } from './ids.ts'
import type { World } from './world.ts'

const empty: CareLines = {
  conditions: '',
  medicines: '',
  allergies: '',
  speech: '',
  senses: '',
  bloodType: null,
  keyHolder: '',
  note: '',
}

/** Whose card, who agreed how, and how many days ago somebody looked through it. */
const cards: readonly {
  of: string
  lines: Partial<CareLines>
  how: CareCard['agreedHow']
  by?: string
  daysAgo: number
}[] = [
  {
    of: 'wangXiuying',
    lines: {
      conditions: '高血压，2021 年心脏装过支架',
      medicines: '阿司匹林、降压药，早上各一片',
      allergies: '青霉素',
      speech: '说南京话，普通话听得懂',
      senses: '右耳背，站左边说',
      bloodType: 'O',
      keyHolder: '402 周建国',
    },
    how: 'self',
    daysAgo: 40,
  },
  {
    of: 'zhangDefu',
    lines: { conditions: '糖尿病', medicines: '胰岛素，早晚各一针，在冰箱门上', senses: '眼睛花，看不清小字' },
    how: 'self',
    daysAgo: 380,
  },
  {
    of: 'liuGuilan',
    lines: { allergies: '海鲜', note: '走路要人扶，助行器在床边' },
    how: 'desk',
    by: '赵雨桐',
    daysAgo: 90,
  },
]

/** Who has looked at 王秀英's file: days ago, time, who, why. */
const openings: readonly (readonly [number, string, string, AccessPurpose])[] = [
  [200, '10:12', '赵雨桐', 'bind_code'],
  [82, '05:41', '李敏', 'help_card'],
  [26, '15:21', '李敏', 'help_card'],
  [12, '09:30', '赵雨桐', 'record_changed'],
]

/** Three care cards, and who looked at 王秀英's file. */
export async function loadCareCards(db: Db, world: World): Promise<void> {
  const at = (daysAgo: number, time: string) => instantOf(addDays(world.today, -daysAgo), time)
  for (const { of, lines, how, by, daysAgo } of cards) {
    const { communityId, residentId, name, account } = world.character(of)
    const moment = at(daysAgo, '09:30')
    const accountId = by === undefined ? account?.accountId : world.member(by).accountId
    await db
      .insertInto('care_agreement')
      .values({
        community_id: communityId,
        id: idOf(`care agreement ${residentId}`),
        resident_id: residentId,
        account_id: accountId ?? residentId,
        how,
        version: careAgreementVersion,
        agreed: true,
        at: moment,
      })
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    await db
      .insertInto('care_card')
      .values({
        community_id: communityId,
        resident_id: residentId,
        ...careRow({ ...empty, ...lines }),
        agreed_at: moment,
        agreed_by_name: by ?? name,
        agreed_how: how,
        checked_at: moment,
      })
      .onDuplicateKeyUpdate({ resident_id: inserted('resident_id') })
      .execute()
  }
  const { communityId, residentId } = world.character('wangXiuying')
  await db
    .insertInto('access_log')
    .values(
      openings.map(([daysAgo, time, who, purpose]) => ({
        community_id: communityId,
        id: idOf(`opening ${residentId} ${daysAgo}`),
        resident_id: residentId,
        account_id: world.member(who).accountId,
        purpose,
        at: at(daysAgo, time),
      })),
    )
    .onDuplicateKeyUpdate({ id: inserted('id') })
    .execute()
}
