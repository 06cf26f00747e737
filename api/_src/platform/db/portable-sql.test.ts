import { expect, test } from 'vitest'
import { portabilityProblem, requirePortable } from './portable-sql.ts'

test.each([
  'insert into `t` (`a`) values (?) returning `a`',
  'select get_lock(?, 10)',
  'lock tables `t` write',
  'select `a` from `t` where `c` = ? for share',
  'select `a` from `t` where `c` = ? lock in share mode',
  'select `a` from `t` where `c` = ? for update of `t`',
  'select `doc`->>"$.a" from `t`',
  "select `doc`->'$.a' from `t`",
  'select cast(`doc` as json) from `t`',
  'select ? member of(`doc`)',
  'select row_number() over (order by `a`) from `t`',
  'create table `t` (`id` int auto_increment primary key)',
  'update `t` set `at` = now() where `c` = ?',
  'update `t` set `at` = CURRENT_TIMESTAMP where `c` = ?',
  'select utc_timestamp(3)',
  'select unix_timestamp()',
  'select uuid()',
  'select `a` from `t` order by rand()',
  'replace into `t` (`a`) values (?)',
  'select last_insert_id()',
  'with recursive `n` as (select 1) select * from `n`',
  'with `n` as (select 1) update `t` set `a` = 1 where `c` = ?',
  'select @row := @row + 1',
  'select `a` from `t` natural join `u`',
  'select `t`.`a` from `t` join `u` using (`id`)',
  'select * from `t` inner join `u` on `t`.`id` = `u`.`id`',
  'select `a` from `t`, lateral (select 1) as `x`',
  'select `a` from `t` except select `a` from `u`',
  'select any_value(`a`) from `t`',
  'select `a` from `t` where `id` in ()',
  'insert into `t` (`a`) select `a` from `u`',
  'insert into `t` (`a`) values (?) as new on duplicate key update `a` = new.a',
  'update `t` set `a` = (select max(`a`) from `t` where `c` = ?) where `c` = ?',
  'delete from `t` where `id` in (select `id` from `t` as `x` where `c` = ?)',
  'update `u` as `x`, `t` as `y` set `y`.`a` = 1 where `y`.`id` in (select `id` from `t`)',
  'update `u` as `x`, (select `id` from `t` where `c` = ?) as `y`, `t` as `z` set `z`.`a` = 1 where `z`.`id` = `y`.`id`',
])('refuses %s', (statement) => {
  expect(portabilityProblem(statement)).toBeTypeOf('string')
  expect(() => requirePortable(statement)).toThrow(/^not portable: /)
})

test.each([
  'select `a`, count(*) as `n` from `t` where `c` = ? group by `a`',
  'select `a` from `t` where `c` = ? for update skip locked',
  'select `t`.*, `u`.`name` from `t` inner join `u` on `t`.`id` = `u`.`id` where `t`.`c` = ?',
  'select * from `t` where `c` = ? and `id` in (?, ?)',
  'insert into `t` (`c`, `a`) values (?, ?) on duplicate key update `a` = values(`a`)',
  'update `a` as `x`, `s` as `y` set `x`.`taken` = `x`.`taken` + 1 where `x`.`c` = ? and `y`.`c` = `x`.`c`',
  'update `t` set `history` = json_merge_preserve(`history`, ?) where `c` = ?',
  'update `t` set `a` = ? where `c` = ? and `id` in (select `id` from `u` where `c` = ?)',
  "select 'now() returning over (' as `words`",
  'with `n` as (select `a` from `t` where `c` = ?) select * from `n`',
  'select `returning_at`, `rand_id`, `now_at` from `t`',
  'update `u` as `x`, `t` as `y`, (select count(*) as `n` from `t` as `z` where `z`.`s` in (?, ?)) as `w` set `y`.`a` = 1 where `w`.`n` = ?',
  'update `u` as `x`, `t` as `y`, (select min(`z`.`a`) as `n` from `t` as `z` where `z`.`s` in (?, ?)) as `w` set `y`.`a` = 1 where `w`.`n` = ?',
])('accepts %s', (statement) => {
  expect(portabilityProblem(statement)).toBeUndefined()
})
