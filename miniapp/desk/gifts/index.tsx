import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { DeskGift, WaitingRedemption } from '../../../shared/records/points-contract.ts'
import { useQuery } from '../../client/use-query.ts'
import { monthDay } from '../../text/points.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { VolunteerDesk } from '../volunteer-desk.tsx'
import { useWide } from '../use-wide.ts'
import { GiftForm } from './gift-form.tsx'
import { HandOver } from './hand-over.tsx'
import { ReturnSheet } from './return-sheet.tsx'

const pollMilliseconds = 30_000

/** What there is for points, and who comes for it. */
export default function DeskGiftsPage() {
  const isWide = useWide()
  return (
    <Page title="积分和小礼物" help={false} wide={isWide}>
      <VolunteerDesk>{(communityId) => <DeskGifts communityId={communityId} isWide={isWide} />}</VolunteerDesk>
    </Page>
  )
}

function DeskGifts({ communityId, isWide }: { communityId: string; isWide: boolean }) {
  const query = useQuery('records.deskGifts', { communityId }, { pollMilliseconds })
  const [edited, edit] = useState<DeskGift | 'new' | undefined>(undefined)
  const [returned, giveBack] = useState<WaitingRedemption | undefined>(undefined)
  const changed = () => {
    edit(undefined)
    giveBack(undefined)
    query.refresh()
  }
  const form =
    edited === undefined ? null : (
      <GiftForm
        key={edited === 'new' ? 'new' : `${edited.giftId} ${edited.version}`}
        communityId={communityId}
        gift={edited === 'new' ? undefined : edited}
        onDone={changed}
        onClose={() => edit(undefined)}
      />
    )
  return (
    <QueryView query={query} rows={4}>
      {({ gifts, waiting }) => (
        <View className={isWide ? 'columns' : ''}>
          <View className="columns__one">
            <HandOver communityId={communityId} onDone={query.refresh} />
            <Waiting waiting={waiting} onReturn={giveBack} />
          </View>
          <View className="columns__one">{form ?? <Gifts gifts={gifts} isWide={isWide} onEdit={edit} />}</View>
          {returned === undefined ? null : (
            <ReturnSheet
              communityId={communityId}
              redemption={returned}
              onClose={() => giveBack(undefined)}
              onDone={changed}
            />
          )}
        </View>
      )}
    </QueryView>
  )
}

function Waiting({
  waiting,
  onReturn,
}: {
  waiting: readonly WaitingRedemption[]
  onReturn: (redemption: WaitingRedemption) => void
}) {
  if (waiting.length === 0) return null
  return (
    <Section title="换好了还没来拿" note={`${waiting.length} 份`}>
      <Rows>
        {waiting.map((redemption) => {
          const { redemptionId, giftName, volunteerName, volunteerNumber, askedAt } = redemption
          return (
            <Row
              key={redemptionId}
              title={`${volunteerName}，${giftName}`}
              note={`编号 ${volunteerNumber}，${monthDay(askedAt)}换的`}
              onPress={() => onReturn(redemption)}
            />
          )
        })}
      </Rows>
    </Section>
  )
}

function Gifts({
  gifts,
  isWide,
  onEdit,
}: {
  gifts: readonly DeskGift[]
  isWide: boolean
  onEdit: (gift: DeskGift | 'new') => void
}) {
  return (
    <Section title="有什么礼物" note={`${gifts.length} 样`} first={isWide}>
      {gifts.length === 0 ? (
        <Empty title="还没有礼物" line="摆几样小东西，谢谢大家。记得是谢意，不是报酬。" />
      ) : (
        <Rows>
          {gifts.map((gift) => (
            <Row
              key={gift.giftId}
              lead={
                <View className="lead lead--icon">
                  <Icon name={gift.icon} />
                </View>
              }
              title={gift.name}
              note={`${gift.points} 分，还有 ${gift.stock} 份${gift.waiting === 0 ? '' : `，${gift.waiting} 份等人来拿`}`}
              end={gift.offered ? <Text className="quiet">改</Text> : <Pill text="收起来了" />}
              onPress={() => onEdit(gift)}
            />
          ))}
        </Rows>
      )}
      <Btn text="添一样" kind="secondary" size="l" wide icon="plus" onPress={() => onEdit('new')} />
    </Section>
  )
}
