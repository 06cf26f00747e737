import { DummyDriver, Kysely, MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql, type Compilable } from 'kysely'
import { expect, test } from 'vitest'
import { TenantGuard } from './tenant-guard.ts'

interface Tables {
  activity: { community_id: string; id: string; taken: number; capacity: number }
  signup: { community_id: string; activity_id: string; resident_id: string; status: string }
  resident: { community_id: string; id: string; name: string }
  account: { id: string; openid: string }
  identity: { account_id: string; community_id: string; resident_id: string }
}

const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new MysqlAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (any) => new MysqlIntrospector(any),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  },
  plugins: [new TenantGuard()],
})

const here = '310104001001'
const there = '310104001002'
const pinnedActivity = () => db.selectFrom('activity').selectAll().where('community_id', '=', here)

const allowed: Readonly<Record<string, () => Compilable>> = {
  'one community': () => pinnedActivity().where('id', '=', 'a'),
  'several communities': () => db.selectFrom('activity').selectAll().where('community_id', 'in', [here, there]),
  'a global table': () => db.selectFrom('account').selectAll().where('openid', '=', 'o'),
  'no table': () => db.selectNoFrom(sql<number>`1`.as('one')),
  'each table pinned': () =>
    db
      .selectFrom('activity as a')
      .innerJoin('signup as s', 's.activity_id', 'a.id')
      .select('a.id')
      .where('a.community_id', '=', here)
      .where('s.community_id', '=', here),
  'a chain of joins, pinned at its end': () =>
    db
      .selectFrom('activity as a')
      .innerJoin('signup as s', (on) =>
        on.onRef('s.community_id', '=', 'a.community_id').onRef('s.activity_id', '=', 'a.id'),
      )
      .innerJoin('resident as r', (on) =>
        on.onRef('r.community_id', '=', 's.community_id').onRef('r.id', '=', 's.resident_id'),
      )
      .select('r.name')
      .where('r.community_id', 'in', [here, there]),
  'a left join that leans on its left': () =>
    db
      .selectFrom('activity as a')
      .leftJoin('signup as s', (on) =>
        on.onRef('s.community_id', '=', 'a.community_id').onRef('s.activity_id', '=', 'a.id'),
      )
      .select('a.id')
      .where('a.community_id', '=', here),
  'a global table beside a pinned one': () =>
    db
      .selectFrom('identity as i')
      .innerJoin('resident as r', (on) =>
        on.onRef('r.community_id', '=', 'i.community_id').onRef('r.id', '=', 'i.resident_id'),
      )
      .select('r.name')
      .where('r.community_id', '=', here),
  'a subquery that leans on the table around it': () =>
    db
      .selectFrom('activity as a')
      .selectAll()
      .where('a.community_id', '=', here)
      .where((any) =>
        any.exists(any.selectFrom('signup as s').select('s.status').whereRef('s.community_id', '=', 'a.community_id')),
      ),
  'a subquery in FROM': () => db.selectFrom(pinnedActivity().as('mine')).select('mine.id').where('mine.taken', '>', 0),
  'a common table expression': () =>
    db
      .with('mine', () => pinnedActivity())
      .selectFrom('mine')
      .select('mine.id'),
  'or in parentheses': () => pinnedActivity().where((any) => any.or([any('id', '=', 'a'), any('taken', '=', 0)])),
  'a raw expression': () => pinnedActivity().where(sql<boolean>`(taken = 0 or capacity > 9)`),
  'an insert': () => db.insertInto('resident').values({ community_id: here, id: 'r', name: '王' }),
  'an insert of several': () =>
    db.insertInto('resident').values([
      { community_id: here, id: 'r', name: '王' },
      { community_id: there, id: 's', name: sql`upper('x')` },
    ]),
  'an upsert': () =>
    db
      .insertInto('resident')
      .values({ community_id: here, id: 'r', name: '王' })
      .onDuplicateKeyUpdate({ name: '王秀英' }),
  'an update': () => db.updateTable('resident').set({ name: '王' }).where('community_id', '=', here),
  'an update of two tables': () =>
    db
      .updateTable(['activity as a', 'signup as s'])
      .set('a.taken', (any) => any('a.taken', '+', 1))
      .set('s.status', 'confirmed')
      .where('a.community_id', '=', here)
      .whereRef('s.community_id', '=', 'a.community_id')
      .whereRef('s.activity_id', '=', 'a.id')
      .whereRef('a.taken', '<', 'a.capacity'),
  'a delete': () => db.deleteFrom('signup').where('community_id', '=', here),
}

const refused: Readonly<Record<string, () => Compilable>> = {
  'no pin': () => db.selectFrom('activity').selectAll().where('id', '=', 'a'),
  'an empty list': () => db.selectFrom('activity').selectAll().where('community_id', 'in', []),
  'all but one': () => db.selectFrom('activity').selectAll().where('community_id', '!=', here),
  'a list that a subquery makes': () =>
    db.selectFrom('activity').selectAll().where('community_id', 'in', db.selectFrom('identity').select('community_id')),
  'a pin under OR': () =>
    db
      .selectFrom('activity')
      .selectAll()
      .where((any) => any.or([any('community_id', '=', here), any('id', '=', 'a')])),
  'a pin under NOT': () =>
    db
      .selectFrom('activity')
      .selectAll()
      .where((any) => any.not(any('community_id', '=', here))),
  'a raw OR that undoes the pin': () => pinnedActivity().where(sql<boolean>`taken = 0 or 1 = 1`),
  'a raw OR inside a comparison': () => pinnedActivity().where(sql<number>`1 or taken`, '=', 1),
  'a second table without a pin': () =>
    db
      .selectFrom('activity as a')
      .innerJoin('signup as s', 's.activity_id', 'a.id')
      .select('a.id')
      .where('a.community_id', '=', here),
  'tables side by side': () =>
    db.selectFrom(['activity', 'signup']).select('taken').where('activity.community_id', '=', here),
  'a left join that pins only its right': () =>
    db
      .selectFrom('activity as a')
      .leftJoin('signup as s', (on) =>
        on.onRef('s.community_id', '=', 'a.community_id').on('s.community_id', '=', here),
      )
      .select('a.id'),
  'a left join whose ON pins only its left': () =>
    db
      .selectFrom('activity as a')
      .leftJoin('signup as s', (on) => on.on('a.community_id', '=', here))
      .select('a.id'),
  'a right join': () =>
    db
      .selectFrom('activity as a')
      .rightJoin('signup as s', (on) => on.onRef('s.community_id', '=', 'a.community_id'))
      .select('a.id')
      .where('a.community_id', '=', here),
  'a pin through a global table': () =>
    db
      .selectFrom('identity as i')
      .innerJoin('resident as r', 'r.community_id', 'i.community_id')
      .select('r.name')
      .where('i.community_id', '=', here),
  'a subquery without a pin': () =>
    pinnedActivity().where((any) => any.exists(any.selectFrom('signup').select('status'))),
  'a subquery among the columns': () =>
    pinnedActivity().select((any) => any.selectFrom('signup').select('status').limit(1).as('status')),
  'a subquery whose alias hides the pinned table': () =>
    db
      .selectFrom('activity as a')
      .selectAll()
      .where('a.community_id', '=', here)
      .where((any) =>
        any.exists(
          any
            .selectFrom('identity as a')
            .innerJoin('signup as s', 's.community_id', 'a.community_id')
            .select('s.status'),
        ),
      ),
  'a subquery in FROM without a pin': () =>
    db.selectFrom(db.selectFrom('activity').selectAll().as('all')).select('all.id'),
  'a common table expression without a pin': () =>
    db
      .with('all', (within) => within.selectFrom('activity').selectAll())
      .selectFrom('all')
      .select('all.id'),
  'a common table expression named like its table': () =>
    db
      .with('activity', (within) => within.selectFrom('activity').selectAll())
      .selectFrom('activity')
      .select('id'),
  'a global table under the name of another': () =>
    db.selectFrom(['account as resident', 'resident as r']).select('r.name'),
  'a union with the whole table': () => pinnedActivity().unionAll(db.selectFrom('activity').selectAll()),
  'an update without a pin': () => db.updateTable('resident').set({ name: '王' }).where('id', '=', 'r'),
  'an update of two tables, one unpinned': () =>
    db
      .updateTable(['activity as a', 'signup as s'])
      .set('s.status', 'confirmed')
      .where('a.community_id', '=', here)
      .whereRef('s.activity_id', '=', 'a.id'),
  'a move to another community': () =>
    db.updateTable('resident').set({ community_id: there }).where('community_id', '=', here),
  'a move by a named table': () =>
    db.updateTable('resident as r').set('r.community_id', there).where('r.community_id', '=', here),
  'a move by upsert': () =>
    db
      .insertInto('resident')
      .values({ community_id: here, id: 'r', name: '王' })
      .onDuplicateKeyUpdate({ community_id: there }),
  'a delete without a pin': () => db.deleteFrom('signup').where('resident_id', '=', 'r'),
  'an insert without a community': () => db.insertInto('resident').values({ id: 'r', name: '王' } as never),
  'an insert of several, one without': () =>
    db.insertInto('resident').values([{ community_id: here, id: 'r', name: '王' }, { id: 's', name: '李' } as never]),
  'an insert from a select': () =>
    db
      .insertInto('resident')
      .columns(['community_id', 'id', 'name'])
      .expression(db.selectFrom('resident').selectAll().where('community_id', '=', here)),
  'a raw table': () => db.selectFrom(sql<Tables['resident']>`resident`.as('r')).select('r.name'),
  'a raw subquery': () => pinnedActivity().where(sql<boolean>`exists (select 1 from resident)`),
}

test.each(Object.keys(allowed))('allows %s', (name) => {
  expect(allowed[name]?.().compile().sql).toBeTypeOf('string')
})

test.each(Object.keys(refused))('refuses %s', (name) => {
  expect(() => refused[name]?.().compile()).toThrow(/^tenant guard: /)
})

test('refuses a raw statement', async () => {
  await expect(sql`select * from resident`.execute(db)).rejects.toThrow('tenant guard')
  await expect(sql`delete from resident`.execute(db)).rejects.toThrow('tenant guard')
  await expect(sql`select 1 as one`.execute(db)).resolves.toBeDefined()
})
