import { expect, it } from 'vitest'
import { communitiesOf } from './communities-of.ts'

const [plum, orchid, far] = ['320104001002', '320104001003', '320105002001'].map((communityId) => ({ communityId }))
const all = [plum, orchid, far].filter((community) => community !== undefined)

it('finds the communities in which a post may look somebody up', () => {
  const of = (role: 'grid_worker' | 'community_staff' | 'admin' | 'dispatcher', areaCode: string) =>
    communitiesOf([{ role, areaCode }], all)
  expect(of('grid_worker', '320104001002003')).toEqual([plum])
  expect(of('community_staff', '320104001003')).toEqual([orchid])
  expect(of('admin', '320104')).toEqual([plum, orchid])
  expect(of('dispatcher', '320104')).toEqual([])
  expect(communitiesOf([], all)).toEqual([])
})
