import type { Me } from '../../shared/people/contract.ts'
import { openPage } from '../client/navigate.ts'
import { useQuery } from '../client/use-query.ts'
import { IconRow, Rows, Section } from '../ui/layout.tsx'
import { Badge } from '../ui/marks.tsx'

/** What is mine: bookings, shifts, messages, contacts, and who may act for me. */
export function Records({ me }: { me: Me }) {
  const isResident = me.identity !== null
  const bookings = useQuery('booking.mine', me.identities.length > 0 ? {} : undefined, { keep: true })
  const shifts = useQuery('volunteering.mine', isResident ? {} : undefined, { keep: true })
  const [bookingCount, shiftCount] = [bookings.data?.coming.length ?? 0, shifts.data?.coming.length ?? 0]
  const unread = me.unreadMessages
  return (
    <Section title="我的记录">
      <Rows>
        <IconRow
          icon="mail"
          title="消息"
          value={unread === 0 ? '' : `${unread} 条没看`}
          end={<Badge count={unread} />}
          onPress={() => openPage('inbox/list/index')}
        />
        <IconRow
          icon="calendar-check"
          title="我的预约"
          value={bookingCount === 0 ? '' : `${bookingCount} 个`}
          onPress={() => openPage('booking/mine/index')}
        />
        <IconRow
          icon="armchair"
          title="居家养老"
          note="有人上门照顾，申请和协议"
          onPress={() => openPage('homecare/index/index')}
        />
        {isResident ? (
          <>
            <IconRow
              icon="hand-heart"
              title="我的班次"
              value={shiftCount === 0 ? '' : `${shiftCount} 个`}
              onPress={() => openPage('volunteering/mine/index')}
            />
            <IconRow icon="history" title="服务时长" onPress={() => openPage('records/hours/index')} />
            <IconRow
              icon="gift"
              title="我的积分"
              note="换份小礼物，看看大家服务了多久"
              onPress={() => openPage('records/points/index')}
            />
            <IconRow
              icon="thumbs-up"
              title="大家怎么说"
              note="去过的班次评一评，受的表彰，提意见"
              onPress={() => openPage('evaluations/evaluate/index')}
            />
            <IconRow
              icon="heart-pulse"
              title="急救卡"
              note="过敏、老毛病、在吃的药"
              onPress={() => openPage('account/care-card/index')}
            />
            <IconRow
              icon="stethoscope"
              title="家庭医生和体检"
              note="签约医生、体检通知、转诊"
              onPress={() => openPage('health/home/index')}
            />
            <IconRow icon="phone-call" title="紧急联系人" onPress={() => openPage('account/contacts/index')} />
            <IconRow icon="house-heart" title="报平安" onPress={() => openPage('account/wellness/index')} />
            <IconRow icon="bell" title="测试我的按钮" onPress={() => openPage('account/test-button/index')} />
            <IconRow icon="key-round" title="谁能替我办" onPress={() => openPage('account/delegation/index')} />
            <IconRow icon="eye" title="谁看过我的资料" onPress={() => openPage('account/access/index')} />
          </>
        ) : null}
      </Rows>
    </Section>
  )
}
