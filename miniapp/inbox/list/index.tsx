import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import type { InboxMessage } from '../../../shared/inbox/contract.ts'
import { dayOf, dayPhrase, timeOf } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { openAddress } from '../../client/navigate.ts'
import { session } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { byDay, topicIcons, unreadByCommunity, withOlder } from './messages.ts'

/** As many as one answer brings: fewer mean that nothing older is there. */
const pageSize = 50

/** Opening the list is reading it: what was new keeps its mark until the list is opened again. */
export default function InboxPage() {
  const inbox = useQuery('inbox.list', {}, { keep: true })
  useMarkRead(inbox.isLoading ? undefined : inbox.data?.messages)
  return (
    <Page title="消息">
      <QueryView
        query={inbox}
        rows={5}
        empty={{
          when: ({ messages }) => messages.length === 0,
          show: <Empty title="还没有消息" line="约好了、班次变了、求助有人接了，都会写在这里。" />,
        }}
      >
        {({ messages }) => <Messages newest={messages} />}
      </QueryView>
    </Page>
  )
}

function useMarkRead(messages: readonly InboxMessage[] | undefined) {
  const isDone = useRef(false)
  useEffect(() => {
    if (messages === undefined || isDone.current) return
    isDone.current = true
    void markRead(messages)
  }, [messages])
}

async function markRead(messages: readonly InboxMessage[]) {
  const groups = unreadByCommunity(messages)
  const answers = await Promise.all(groups.map((group) => call('inbox.read', group)))
  const read = groups.reduce((sum, { messageIds }, index) => sum + (answers[index]?.ok ? messageIds.length : 0), 0)
  const me = session.me()
  if (me) session.update({ ...me, unreadMessages: Math.max(0, me.unreadMessages - read) })
}

function Messages({ newest }: { newest: readonly InboxMessage[] }) {
  const [older, setOlder] = useState<readonly InboxMessage[]>([])
  const [isWhole, setWhole] = useState(newest.length < pageSize)
  const more = useCommand('inbox.list')
  const all = withOlder(newest, older)
  const today = dayOf(new Date())

  async function showOlder() {
    const last = all[all.length - 1]
    if (last === undefined) return
    const answer = await more.run({ before: last.at })
    if (answer?.ok !== true) return
    setOlder(withOlder(older, answer.data.messages))
    setWhole(answer.data.messages.length < pageSize)
    void markRead(answer.data.messages)
  }

  return (
    <>
      {byDay(all).map(({ day, messages }, index) => (
        <Section key={day} title={dayPhrase(day, today)} first={index === 0}>
          <Rows>
            {messages.map((message) => (
              <MessageRow key={`${message.communityId}${message.messageId}`} message={message} />
            ))}
          </Rows>
        </Section>
      ))}
      {more.error === undefined ? null : <Notice kind="warn" text={more.error.message} />}
      {isWhole ? null : (
        <Btn text="看更早的" wide isBusy={more.isBusy} busyText="正在取" onPress={() => void showOlder()} />
      )}
    </>
  )
}

function MessageRow({ message }: { message: InboxMessage }) {
  const { topic, title, body, at, read, page } = message
  const time = timeOf(new Date(at)).replace(/^0/, '')
  return (
    <Row
      lead={
        <View className="lead lead--icon">
          <Icon name={topicIcons[topic]} />
        </View>
      }
      title={title}
      note={[time, body].filter((part) => part !== '').join('，')}
      regular={read}
      {...(read ? {} : { end: <Pill text="新" kind="info" /> })}
      {...(page === '' ? {} : { onPress: () => openAddress(page) })}
    />
  )
}
