import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { dayOf } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { dial } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import {
  callScript,
  lastSignWords,
  momentWords,
  moodWords,
  needWords,
  planStateWords,
  rhythmWords,
} from '../../text/care.ts'
import { relationWords } from '../../text/relations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { PlanSheet } from './plan-sheet.tsx'
import { RecordForm } from './record-form.tsx'

type CareCard = Output<Endpoints['help.careCard']>
type Answer = Awaited<ReturnType<typeof call<'help.careCard'>>>

/** A telephone call or a visit to somebody: what to know, what to ask, and what came of it. */
export default function CareCallPage() {
  const communityId = useParameter('community')
  const residentId = useParameter('resident')
  const way = useParameter('way') === 'visit' ? 'visit' : 'call'
  const isWide = useWide()
  const [answer, setAnswer] = useState<Answer | undefined>(undefined)
  useEffect(() => {
    void call('help.careCard', { communityId, residentId }).then(setAnswer)
  }, [communityId, residentId])
  const load = () => {
    setAnswer(undefined)
    void call('help.careCard', { communityId, residentId }).then(setAnswer)
  }
  const me = useMe()
  return (
    <Page title={way === 'call' ? '爱心电话' : '上门看看'} help={false} wide={isWide}>
      {answer === undefined ? (
        <Skeleton rows={4} />
      ) : !answer.ok ? (
        <ErrorState message={answer.error.message} onRetry={load} />
      ) : (
        <View className={isWide ? 'columns' : 'col g4'}>
          <View className="columns__one col g4">
            <Person card={answer.data} way={way} onChanged={load} />
            <Script name={answer.data.name} staffName={me?.displayName ?? ''} />
          </View>
          <View className="columns__one col g4">
            <RecordForm card={answer.data} way={way} />
            <Records card={answer.data} />
          </View>
        </View>
      )}
    </Page>
  )
}

function Person({ card, way, onChanged }: { card: CareCard; way: 'call' | 'visit'; onChanged: () => void }) {
  const [isPlanning, setPlanning] = useState(false)
  const today = dayOf(new Date())
  const { name, age, address, phone, accessNote, tags, plan, contacts, livingAlone } = card
  const shown = [...(livingAlone ? ['独居'] : []), ...tags.filter((tag) => tag !== '独居')]
  return (
    <>
      <Card pad className="col g3">
        <View className="t-heading">
          <Text>{age === null ? name : `${name}，${age} 岁`}</Text>
        </View>
        {shown.length === 0 ? null : (
          <View className="flex g2 wrap">
            {shown.map((tag) => (
              <Pill
                key={tag}
                text={tag}
                {...(tag.includes('过敏') ? { kind: 'warn' as const, icon: 'triangle-alert' } : {})}
              />
            ))}
          </View>
        )}
        <View className="facts">
          <Fact name="住哪儿">
            <Say>{accessNote === '' ? address : `${address}，${accessNote}`}</Say>
          </Fact>
          <Fact name="动静">
            <Say>{plan === null ? '没有报平安' : lastSignWords(plan, today)}</Say>
          </Fact>
        </View>
        {phone === null ? (
          <Text className="quiet">没有登记电话</Text>
        ) : (
          <Btn
            text={`打给${name}`}
            kind={way === 'call' ? 'primary' : 'secondary'}
            size="l"
            wide
            icon="phone"
            onPress={() => dial(phone)}
          />
        )}
        {contacts.length === 0 ? null : (
          <View className="facts">
            {contacts.map((contact) => (
              <Fact key={contact.phone} name={relationWords[contact.relation]}>
                <View className="flex between">
                  <Say>{contact.name}</Say>
                  <Press
                    className="dial dial--icon"
                    label={`打给${relationWords[contact.relation]}${contact.name}`}
                    onPress={() => dial(contact.phone)}
                  >
                    <Icon name="phone" />
                  </Press>
                </View>
              </Fact>
            ))}
          </View>
        )}
        <View className="t-small quiet flex g1">
          <Icon name="eye" size="s" />
          <Text>已记下您看过</Text>
        </View>
      </Card>
      <Row
        className="card"
        title={plan === null || plan.status === 'ended' ? '请他报平安' : `报平安：${rhythmWords[plan.rhythm].text}`}
        note={
          plan === null || plan.status === 'ended'
            ? '他同意了才设，到点没动静社区先打电话'
            : `${plan.times.join('、')} 前，${plan.setByName}设的`
        }
        {...(plan === null ? {} : { end: <Pill text={planStateWords(plan, today).text} /> })}
        onPress={() => setPlanning(true)}
      />
      {isPlanning ? (
        <PlanSheet
          card={card}
          onClose={() => setPlanning(false)}
          onDone={() => {
            setPlanning(false)
            onChanged()
          }}
        />
      ) : null}
    </>
  )
}

function Script({ name, staffName }: { name: string; staffName: string }) {
  const { greeting, ask, watch } = callScript(name, staffName)
  return (
    <Section title="怎么说" first>
      <Card pad className="col g3">
        <View className="strong">
          <Say>{`“${greeting}”`}</Say>
        </View>
        <View className="col g2">
          {ask.map((line) => (
            <View key={line} className="flex g2">
              <Icon name="message-circle" size="s" className="green" />
              <View className="grow">
                <Say>{line}</Say>
              </View>
            </View>
          ))}
        </View>
        <View className="notice notice--warn">
          <Icon name="triangle-alert" />
          <View className="grow col g2">
            {watch.map((line) => (
              <Say key={line}>{line}</Say>
            ))}
          </View>
        </View>
      </Card>
    </Section>
  )
}

function Records({ card: { records } }: { card: CareCard }) {
  if (records.length === 0) return null
  const today = dayOf(new Date())
  return (
    <Section title="以前的问候">
      <Rows>
        {records.map((record) => {
          const how =
            record.way === 'call' ? (record.reached ? '电话通了' : '电话没通') : record.reached ? '见到了' : '没见到'
          const mood = record.mood === null ? '' : `，人${moodWords[record.mood]}`
          const needs = record.needs.map((need) => needWords[need].text).join('、')
          return (
            <Row
              key={record.recordId}
              title={`${how}${mood}`}
              note={[momentWords(record.at, today), record.byName, needs === '' ? '' : `要${needs}`, record.note]
                .filter((part) => part !== '')
                .join('，')}
            />
          )
        })}
      </Rows>
    </Section>
  )
}
