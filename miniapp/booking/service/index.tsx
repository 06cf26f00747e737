import { Text, View } from '@tarojs/components'
import type { ServiceDetail } from '../../../shared/booking/contract.ts'
import { dayOf } from '../../../shared/time.ts'
import { dial } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice } from '../../ui/forms.tsx'
import { Glyph } from '../../ui/icon.tsx'
import { Card, Fact, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { Unbound } from '../unbound.tsx'
import { ageReason, hourOf, lengthWords, nearDay, shortAddress, slotWords, weekday, whoWords, yuan } from '../words.ts'
import { DayPicker, TimePicker } from './slot-picker.tsx'
import { useChoice, type BookingChoice } from './use-choice.ts'
import { useNow } from '../use-now.ts'

export default function BookingServicePage() {
  const asked = {
    communityId: useParameter('community'),
    serviceId: useParameter('id'),
    residentId: useParameter('person'),
    isProxy: useParameter('proxy') === '1',
    instead: useParameter('instead'),
  }
  const isChange = asked.instead !== ''
  const choice = useChoice(asked)
  return (
    <Page
      title={isChange ? '改时间' : '约服务'}
      bottom={choice.person === undefined ? undefined : <ActionBar choice={choice} isChange={isChange} />}
    >
      <QueryView query={choice.service} rows={4}>
        {(service) => (
          <>
            <About service={service} />
            <QueryView query={choice.me} rows={1} empty={{ when: () => choice.people.length === 0, show: <Unbound /> }}>
              {() => (
                <>
                  {isChange || asked.isProxy ? null : <WhoPicker service={service} choice={choice} />}
                  <When choice={choice} />
                </>
              )}
            </QueryView>
          </>
        )}
      </QueryView>
      {choice.nextFree === undefined ? null : <FullSheet choice={choice} />}
    </Page>
  )
}

/** What it is, who may use it, what to bring. */
function About({ service }: { service: ServiceDetail }) {
  const { eligibility, bring } = service
  return (
    <Card pad>
      <View className="flex g3">
        <Glyph name={service.icon} />
        <View className="grow">
          <View className="t-heading">
            <Text>{service.name}</Text>
          </View>
          <View className="t-small quiet">
            <Text>{service.providerName}</Text>
          </View>
        </View>
        <PriceTag cents={service.priceCents} />
      </View>
      <View className="mt4">
        <Say>{service.description}</Say>
      </View>
      <View className="facts mt4">
        <Fact name="谁能约">
          <Say>{eligibility.words === '' ? '大家都能约' : eligibility.words}</Say>
        </Fact>
        <Fact name="要准备">
          <Say>{bring.length === 0 ? '什么都不用带' : bring.join('，')}</Say>
        </Fact>
        <Fact name="在哪儿">
          <Say>{service.place}</Say>
        </Fact>
        <Fact name="要多久">
          <Text>{lengthWords(service.durationMinutes)}</Text>
        </Fact>
      </View>
      <Btn
        text="有不清楚的，打电话问"
        kind="text"
        wide
        icon="phone"
        label={`有不清楚的，打电话问${service.providerName}`}
        onPress={() => dial(service.providerPhone)}
      />
    </Card>
  )
}

function PriceTag({ cents }: { cents: number }) {
  return (
    <View className="col">
      <Text className="t-small quiet right">{cents === 0 ? '无偿' : '低偿'}</Text>
      <View className="money">
        <Text>{yuan(cents)}</Text>
        <Text className="unit">元</Text>
      </View>
    </View>
  )
}

function WhoPicker({ service, choice }: { service: ServiceDetail; choice: BookingChoice }) {
  return (
    <Section title="给谁约">
      <View
        className="flex g2 stack"
        {...(process.env.TARO_ENV === 'h5' ? { role: 'radiogroup', 'aria-label': '给谁约' } : {})}
      >
        {choice.people.map((one) => (
          <Choice
            key={one.residentId}
            title={whoWords(one)}
            note={shortAddress(one.address)}
            lead={<Avatar name={one.name} />}
            isOn={one.residentId === choice.person?.residentId}
            offReason={ageReason(one, service.eligibility.minimumAge)}
            onPress={() => choice.choosePerson(one)}
          />
        ))}
      </View>
    </Section>
  )
}

function When({ choice }: { choice: BookingChoice }) {
  const { person, day, refusedBecause } = choice
  if (person === undefined) return null
  return (
    <QueryView query={choice.slots} rows={2}>
      {({ days }) => (
        <>
          {refusedBecause === null ? null : (
            <Notice kind="warn" text={`${whoWords(person)}现在约不了：${refusedBecause}。`} />
          )}
          <DayPicker days={days} chosen={day?.day} onChoose={choice.chooseDay} />
          {day === undefined ? (
            <Notice text="这两周都约满了。过几天再来看看，或者打电话问。" />
          ) : (
            <TimePicker day={day} chosen={choice.slot?.slotId} onChoose={choice.chooseSlot} />
          )}
        </>
      )}
    </QueryView>
  )
}

function ActionBar({ choice, isChange }: { choice: BookingChoice; isChange: boolean }) {
  const { person, slot, service } = choice
  const cents = service.data?.priceCents ?? 0
  const price = cents === 0 ? '不收费' : `${yuan(cents)} 元`
  return (
    <>
      {choice.error === undefined ? null : <Notice kind="warn" text={choice.error} />}
      <View className="actionbar">
        <View className="grow">
          <View className="strong num">
            <Text>
              {slot === undefined
                ? '先选一个时间'
                : `${weekday(slot.day)} ${Number(slot.day.slice(8))} 日 ${hourOf(slot.startsAt)}`}
            </Text>
          </View>
          <View className="t-small quiet">
            <Text>{`给${person === undefined ? '' : whoWords(person)}约，${price}`}</Text>
          </View>
        </View>
        <Btn
          id="book"
          text={isChange ? '改到这个时间' : '约这个时间'}
          kind="primary"
          size="l"
          isBusy={choice.isBusy}
          busyText="正在约"
          disabled={slot === undefined || choice.refusedBecause !== null}
          onPress={() => void choice.book()}
        />
      </View>
    </>
  )
}

/** Somebody was faster: what is still free, one tap away. */
function FullSheet({ choice }: { choice: BookingChoice }) {
  const free = choice.nextFree ?? []
  const today = dayOf(useNow())
  const line = free.length === 0 ? '这两周都约满了。过几天再来看看。' : '下面这几个还空着，点一个就行。'
  return (
    <Sheet title="这个时间刚刚约满了" line={line} onClose={choice.closeNextFree}>
      {free.map((slot) => (
        <Btn
          key={slot.slotId}
          text={`${nearDay(slot.day, today)} ${hourOf(slot.startsAt)}，${slotWords(slot)}`}
          size="l"
          wide
          onPress={() => choice.chooseSlot(slot)}
        />
      ))}
      <Btn text="再看看别的" kind="text" wide onPress={choice.closeNextFree} />
    </Sheet>
  )
}
