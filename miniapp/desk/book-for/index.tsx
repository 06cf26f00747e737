import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Booking } from '../../../shared/booking/contract.ts'
import type { FoundResident, Me } from '../../../shared/people/contract.ts'
import { issuesCodes } from '../../../shared/people/rights.ts'
import { dayOf, dayPhrase } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useQuery } from '../../client/use-query.ts'
import { categoryWords } from '../../text/booking.ts'
import { hourWords } from '../../text/counter.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Glyph } from '../../ui/icon.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { FindResident } from '../find-resident.tsx'
import { useWide } from '../use-wide.ts'
import { When, type Chosen } from './when.tsx'

/** For whoever rang or came without a phone: person, service, time, slip. */
export default function BookForPage() {
  const who = useQuery('people.me', {}, { keep: true })
  const me = who.data
  const isWide = useWide()
  const asked = useParameter('community')
  const communityId = asked === '' && me !== undefined ? communityOf(me) : asked
  const [resident, setResident] = useState<FoundResident | undefined>(undefined)
  const [service, setService] = useState<Chosen | undefined>(undefined)
  const [booked, setBooked] = useState<Booking | undefined>(undefined)
  const again = () => {
    setBooked(undefined)
    setService(undefined)
    setResident(undefined)
  }
  const person = (
    <>
      {resident === undefined ? null : (
        <Rows>
          <Row
            lead={<Avatar name={resident.maskedName} />}
            title={resident.age === null ? resident.maskedName : `${resident.maskedName}，${resident.age} 岁`}
            note={resident.address}
            end={<Btn text="换人" kind="text" onPress={again} />}
          />
        </Rows>
      )}
    </>
  )
  return (
    <Page title="帮人约" help={false} wide={isWide && resident !== undefined}>
      {me === undefined ? (
        <QueryView query={who} rows={2}>
          {() => null}
        </QueryView>
      ) : !issuesCodes(me.staff) ? (
        <Empty title="这里给社区工作人员用" line="给家里人约，请在“预约”里选给谁约。" />
      ) : communityId === '' ? (
        <Empty title="还不知道是哪个社区" line="请从“叫号和签到”点进来。" />
      ) : booked !== undefined ? (
        <Done booked={booked} onAgain={again} />
      ) : resident === undefined ? (
        <FindResident
          communityId={communityId}
          label="给谁约，姓名或者门牌"
          button="找这位居民"
          none="换个写法再找，或者问一问门牌。"
          before={
            <View className="quiet center">
              <Say>打电话来的、到窗口来的，都能在这里帮他约。</Say>
            </View>
          }
          onFound={setResident}
        />
      ) : (
        <View className={isWide ? 'columns' : 'col g3'}>
          <View className="columns__one col g3">
            {person}
            <Services communityId={communityId} chosen={service} onChoose={setService} />
          </View>
          <View className="columns__one col g3">
            {service === undefined ? (
              isWide ? (
                <Empty title="先选办什么" line="左边点一项，这里出来哪天几点有空。" />
              ) : null
            ) : (
              <When
                key={service.serviceId}
                person={{ communityId, residentId: resident.residentId }}
                name={resident.maskedName}
                service={service}
                onBooked={setBooked}
              />
            )}
          </View>
        </View>
      )}
    </Page>
  )
}

function communityOf(me: Me): string {
  const post = me.staff.filter(({ areaCode }) => areaCode.length >= 12)[0]
  return post === undefined ? '' : post.areaCode.slice(0, 12)
}

function Services({
  communityId,
  chosen,
  onChoose,
}: {
  communityId: string
  chosen: Chosen | undefined
  onChoose: (service: Chosen | undefined) => void
}) {
  const query = useQuery('booking.services', { communityId })
  const [category, setCategory] = useState<string>('')
  if (chosen !== undefined) {
    return (
      <Rows>
        <Row
          title={chosen.name}
          note={chosen.providerName}
          end={<Btn text="换一项" kind="text" onPress={() => onChoose(undefined)} />}
        />
      </Rows>
    )
  }
  return (
    <QueryView
      query={query}
      rows={5}
      empty={{
        when: ({ services }) => services.length === 0,
        show: <Empty title="还没有能约的服务" line="请管理员先把服务填好。" />,
      }}
    >
      {({ services }) => {
        const there = categoryWords.filter((one) => services.some((service) => service.category === one.category))
        const shown = there.some((one) => one.category === category) ? category : (there[0]?.category ?? '')
        return (
          <Section title="约什么" first>
            <View className="chips-wrap">
              <Chips
                label="哪一类"
                options={there.map((one) => ({ value: one.category as string, text: one.text }))}
                value={shown}
                onChange={setCategory}
              />
            </View>
            <Rows>
              {services
                .filter((service) => service.category === shown)
                .map(({ serviceId, name, providerName, line, icon }) => (
                  <Row
                    key={serviceId}
                    lead={<Glyph name={icon} />}
                    title={name}
                    note={line === '' ? providerName : line}
                    onPress={() => onChoose({ serviceId, name, providerName })}
                  />
                ))}
            </Rows>
          </Section>
        )
      }}
    </QueryView>
  )
}

function Done({ booked, onAgain }: { booked: Booking; onAgain: () => void }) {
  const { spokenNumber: spoken, startsAt } = booked
  const when = `${dayPhrase(dayOf(new Date(startsAt)), dayOf(new Date()))} ${hourWords(startsAt)}`
  return (
    <>
      <Card pad className="col g3">
        <View className="t-heading">
          <Say>{`给${booked.residentName}约好了`}</Say>
        </View>
        <View className="t-title">
          <Say>{`${when}，${booked.serviceName}`}</Say>
        </View>
        <View className="quiet">
          <Say>念给他听，让他记下这 6 个数：</Say>
        </View>
        <View className="spoken" id="spoken" ariaLabel={`报号 ${spoken.split('').join(' ')}`}>
          <Text>{`${spoken.slice(0, 3)} ${spoken.slice(3)}`}</Text>
        </View>
        <View className="quiet">
          <Say>{booked.bring.length === 0 ? '什么都不用带。' : `要带：${booked.bring.join('、')}。`}</Say>
        </View>
      </Card>
      <Btn
        text="打一张大字条"
        kind="primary"
        size="l"
        wide
        icon="printer"
        onPress={() => openPage('desk/slip/index', { community: booked.communityId, id: booked.bookingId })}
      />
      <Btn text="再帮一位约" size="l" wide onPress={onAgain} />
    </>
  )
}
