import type { StaffPost } from '../../shared/people/contract.ts'
import { openPage } from '../client/navigate.ts'
import { IconRow, Rows, Section } from '../ui/layout.tsx'
import { hasDesk, issuesCodes } from '../../shared/people/rights.ts'
import { postWords } from '../text/people.ts'

/** For those with a post: the desk where help calls ring, and binding codes for people at the counter. */
export function Work({ staff }: { staff: readonly StaffPost[] }) {
  if (!hasDesk(staff)) return null
  const [post] = staff
  return (
    <Section title="我的工作">
      <Rows>
        <IconRow
          icon="monitor"
          title="求助工作台"
          {...(post === undefined ? {} : { note: postWords(post) })}
          onPress={() => openPage('desk/index/index')}
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
