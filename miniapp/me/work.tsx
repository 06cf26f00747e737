import type { StaffPost } from '../../shared/people/contract.ts'
import { openPage } from '../client/navigate.ts'
import { IconRow, Rows, Section } from '../ui/layout.tsx'
import { hasDesk, hasHealthDesk, issuesCodes } from '../../shared/people/rights.ts'
import { postWords } from '../text/people.ts'

/** For those with a post: the desk where help calls ring, and binding codes for people at the counter. */
export function Work({ staff }: { staff: readonly StaffPost[] }) {
  const [post] = staff
  if (post === undefined) return null
  return (
    <Section title="我的工作">
      <Rows>
        {hasDesk(staff) ? (
          <>
            <IconRow
              icon="monitor"
              title="求助工作台"
              note={postWords(post)}
              onPress={() => openPage('desk/index/index')}
            />
            <IconRow
              icon="circle-check"
              title="今天要办"
              note="打电话、上门、挨家问"
              onPress={() => openPage('desk/care/index')}
            />
            <IconRow
              icon="house-heart"
              title="我的上门"
              note="派给我的上门服务"
              onPress={() => openPage('desk/my-visits/index')}
            />
            <IconRow
              icon="calendar-days"
              title="值班表"
              note="哪天谁值班，上班、交班、换班"
              onPress={() => openPage('desk/roster/index')}
            />
            <IconRow
              icon="bell-ring"
              title="爱心呼叫器"
              note="哪台没声音，哪台没电"
              onPress={() => openPage('desk/devices/index')}
            />
            <IconRow
              icon="settings"
              title="求助怎么响"
              note="谁先响，响多久，谁接着响"
              onPress={() => openPage('desk/settings/index')}
            />
            <IconRow
              icon="history"
              title="求助演练"
              note="一级一级叫不叫得到人"
              onPress={() => openPage('desk/drills/index')}
            />
          </>
        ) : null}
        {hasHealthDesk(staff) ? (
          <IconRow
            icon="stethoscope"
            title="健康工作台"
            note="签约、转诊、体检"
            onPress={() => openPage('desk/health/index')}
          />
        ) : null}
        <IconRow
          icon="scan-line"
          title="扫码登录电脑"
          note="在大屏幕上用值守台"
          onPress={() => openPage('desk/scan/index')}
        />
        {issuesCodes(staff) ? (
          <IconRow
            icon="ticket"
            title="发绑定码"
            note="给没有登记手机号的居民"
            onPress={() => openPage('account/issue/index')}
          />
        ) : null}
      </Rows>
    </Section>
  )
}
