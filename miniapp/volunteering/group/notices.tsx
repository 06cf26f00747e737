import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { GroupDetail, GroupNotice } from '../../../shared/volunteering/groups-contract.ts'
import { dayOf, dayPhrase } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

const shownAtFirst = 3

/** What the leader told the members, newest first; leaders write another one. */
export function Notices({ group, onDone }: { group: GroupDetail; onDone: () => void }) {
  const [isWriting, write] = useState(false)
  const [isWhole, showAll] = useState(false)
  const { notices, may, memberCount } = group
  if (notices.length === 0 && !may.steer) return null
  const shown = isWhole ? notices : notices.slice(0, shownAtFirst)
  return (
    <Section title="通知">
      {shown.length === 0 ? null : (
        <View className="col g3">
          {shown.map((notice) => (
            <Told key={notice.noticeId} notice={notice} memberCount={memberCount} />
          ))}
        </View>
      )}
      {notices.length > shown.length ? (
        <Press className="section__more mt2" label="看以前的通知" onPress={() => showAll(true)}>
          <Text>{`还有 ${notices.length - shown.length} 条以前的`}</Text>
        </Press>
      ) : null}
      {may.steer ? (
        <View className={shown.length === 0 ? '' : 'mt3'}>
          <Btn id="write-notice" text="写一条通知" kind="tint" icon="megaphone" wide onPress={() => write(true)} />
        </View>
      ) : null}
      {isWriting ? (
        <WriteSheet
          group={group}
          onClose={() => write(false)}
          onDone={() => {
            write(false)
            onDone()
          }}
        />
      ) : null}
    </Section>
  )
}

function Told({ notice, memberCount }: { notice: GroupNotice; memberCount: number }) {
  const { title, words, byName, writtenAt, seenBy } = notice
  const day = dayPhrase(dayOf(new Date(writtenAt)), dayOf(new Date()))
  const seen = seenBy === null ? '' : `，${seenBy} 人看过，一共 ${memberCount} 人`
  return (
    <Card pad>
      <View className="strong">
        <Text>{title}</Text>
      </View>
      <View className="mt1">
        <Say>{words}</Say>
      </View>
      <View className="t-small quiet mt2">
        <Say>{`${byName}，${day}${seen}`}</Say>
      </View>
    </Card>
  )
}

function WriteSheet({ group, onClose, onDone }: { group: GroupDetail; onClose: () => void; onDone: () => void }) {
  const { communityId, groupId, memberCount } = group
  const command = useCommand('volunteering.writeNotice')
  const [title, setTitle] = useState('')
  const [words, setWords] = useState('')
  const send = async () => {
    const answer = await command.run({ communityId, groupId, id: command.id(), title, words })
    if (!answer?.ok) return
    say('发出去了')
    onDone()
  }
  return (
    <Sheet title="写一条通知" line={`队里 ${memberCount} 人都会收到消息。`} onClose={onClose}>
      <Field
        id="notice-title"
        label="什么事"
        value={title}
        maxLength={40}
        placeholder="周三改到周四"
        onInput={(value) => {
          command.renew()
          setTitle(value)
        }}
      />
      <LongField
        id="notice-words"
        label="说清楚"
        value={words}
        maxLength={500}
        placeholder="时间、地点、带什么"
        onInput={(value) => {
          command.renew()
          setWords(value)
        }}
      />
      {command.error ? <Notice kind="warn" text={command.error.message} /> : null}
      <Btn
        id="send-notice"
        text="发给大家"
        kind="primary"
        size="l"
        wide
        disabled={title.trim() === '' || words.trim() === ''}
        isBusy={command.isBusy}
        busyText="正在发"
        onPress={() => void send()}
      />
    </Sheet>
  )
}
