import { View } from '@tarojs/components'
import { openPage } from '../../client/navigate.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { IconRow, Rows, Section } from '../../ui/layout.tsx'
import { Badge } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'

interface Entrance {
  icon: string
  title: string
  note: string
  page: string
  count?: number
}

const gridPages: readonly string[] = ['hours', 'requests', 'stations']

/** Spreadsheets are an office's work: only the browser has that page. */
function isHere({ page }: Entrance): boolean {
  return page !== 'exchange' || process.env.TARO_ENV === 'h5'
}

/** Everything about volunteers and what they do: what waits on top, with how much of it. */
export default function DeskVolunteeringPage() {
  const isWide = useWide()
  const me = useFreshMe()
  // A grid worker looks after the people of the grid, not after what the whole community organises.
  const isGridOnly = (me.data?.staff ?? []).every(({ role }) => role === 'grid_worker')
  const mine = ({ page }: Entrance) => !isGridOnly || gridPages.indexOf(page) !== -1
  const query = useQuery('volunteering.deskWaiting', {}, { pollMilliseconds: 60_000 })
  return (
    <Page title="志愿和活动" help={false} wide={isWide}>
      <QueryView
        query={query}
        rows={6}
        empty={{
          when: ({ communities }) => communities.length === 0,
          show: <Empty title="这里是给社区的人用的" line="您的岗位没有管到哪个社区的志愿者。" />,
        }}
      >
        {({ communities }) => {
          const sum = (of: (one: (typeof communities)[number]) => number) =>
            communities.reduce((total, one) => total + of(one), 0)
          const waiting: Entrance[] = [
            {
              icon: 'calendar-check',
              title: '审活动',
              note: '队伍写好送来的，另一个人看过才发布',
              page: 'activities',
              count: sum(({ inReview }) => inReview),
            },
            {
              icon: 'hand-heart',
              title: '队伍和社团',
              note: '要成立的、在活动的',
              page: 'groups',
              count: sum(({ groups }) => groups),
            },
            {
              icon: 'hourglass',
              title: '没核对的签到',
              note: '活动办完，十个工作日里要记好',
              page: 'attendance',
              count: sum(({ attendance }) => attendance),
            },
            { icon: 'history', title: '时长', note: '补录要两个人，有异议要答复', page: 'hours' },
            { icon: 'badge-check', title: '志愿服务证明', note: '公示七天，再盖章', page: 'certificates' },
            {
              icon: 'smile',
              title: '评价和投诉',
              note: '志愿者和居民互相说的',
              page: 'evaluations',
              count: sum(({ complaints }) => complaints),
            },
            {
              icon: 'message-circle',
              title: '居民请帮忙的',
              note: '请志愿者做一件事，要答复',
              page: 'requests',
              count: sum(({ requests }) => requests),
            },
          ]
          const other: Entrance[] = [
            { icon: 'user-round', title: '志愿者', note: '登记、休息、离队、改资料', page: 'volunteers' },
            { icon: 'ticket', title: '积分和小礼物', note: '有什么、还剩几样', page: 'gifts' },
            { icon: 'map-pin', title: '示范站和覆盖面', note: '站在哪儿，多少人登记了', page: 'stations' },
            { icon: 'monitor', title: '大屏', note: '挂在社区大厅，今天谁在哪儿', page: 'wall' },
            { icon: 'printer', title: '表格进出', note: '名单和时长，导进来、导出去', page: 'exchange' },
            {
              icon: 'settings',
              title: '志愿服务怎么定',
              note: '星级、时长、公示、单位名称',
              page: 'volunteer-settings',
            },
          ]
          return (
            <View className={isWide ? 'columns' : ''}>
              <View className="columns__one">
                <Entrances title="要办的" entrances={waiting.filter(mine)} first />
              </View>
              <View className="columns__one">
                <Entrances title="平时的" entrances={other.filter(mine).filter(isHere)} first={isWide} />
              </View>
            </View>
          )
        }}
      </QueryView>
    </Page>
  )
}

function Entrances({ title, entrances, first }: { title: string; entrances: readonly Entrance[]; first: boolean }) {
  return (
    <Section title={title} first={first}>
      <Rows>
        {entrances.map(({ icon, title: name, note, page, count = 0 }) => (
          <IconRow
            key={page}
            icon={icon}
            title={name}
            note={note}
            {...(count === 0 ? {} : { end: <Badge count={count} /> })}
            onPress={() => openPage(`desk/${page}/index`)}
          />
        ))}
      </Rows>
    </Section>
  )
}
