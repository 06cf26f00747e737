import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Contact } from '../../../shared/people/contract.ts'
import { pressFor } from '../../client/help-press.ts'
import { dial, goBack, openPage, replacePage } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { relationWords } from '../../text/relations.ts'
import { Btn } from '../../ui/btn.tsx'
import { CallCommunity } from '../../ui/call-community.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'

/** 给家人打电话: the emergency contacts as this phone keeps them; where nobody picks up, the community looks for them. */
export default function FamilyPage() {
  const me = useMe()
  const contacts = useQuery('people.contacts', {}, { keep: true })
  const [rung, setRung] = useState<Contact | undefined>(undefined)
  const all = contacts.data?.contacts

  function ring(contact: Contact) {
    setRung(contact)
    dial(contact.phone)
  }

  return (
    <Page title="给家人打电话">
      {rung === undefined ? null : (
        <Asked contact={rung} onReached={() => (setRung(undefined), goBack())} onAgain={() => dial(rung.phone)} />
      )}
      {all === undefined && contacts.error === undefined ? <Skeleton rows={2} /> : null}
      {all === undefined && contacts.error !== undefined ? (
        <Empty title="这里还没有存家人的电话" line="先打给社区，社区帮您找家人。" />
      ) : null}
      {all?.length === 0 ? (
        <Empty
          title="还没有留家人的电话"
          line="留一两位家人，急的时候一按就打过去。"
          act={<Btn text="留家人的电话" kind="primary" onPress={() => openPage('account/contacts/index')} />}
        />
      ) : null}
      {all
        ?.filter(({ id }) => id !== rung?.id)
        .map((contact) => (
          <Press
            key={contact.id}
            className="card family"
            label={`打给${relationWords[contact.relation]}${contact.name}`}
            contentSpeaks
            onPress={() => ring(contact)}
          >
            <Avatar name={contact.name} size="l" />
            <View className="grow">
              <View className="t-heading">
                <Text>{relationWords[contact.relation]}</Text>
              </View>
              <Text className="quiet num">{`${contact.name} ${contact.phone}`}</Text>
            </View>
            <Icon name="phone-call" size="l" className="green" />
          </Press>
        ))}
      {me?.identity && rung === undefined ? (
        <Btn
          text="请社区帮我找家人"
          kind="secondary"
          size="l"
          wide
          icon="bell-ring"
          onPress={() => pressFor('call_family', replacePage)}
        />
      ) : null}
      <CallCommunity />
    </Page>
  )
}

/** Asked when the dialer gives the phone back. */
function Asked({ contact, onReached, onAgain }: { contact: Contact; onReached: () => void; onAgain: () => void }) {
  const who = relationWords[contact.relation]
  return (
    <Card pad className="col g3">
      <View className="t-heading">
        <Text>{`${who}的电话打通了吗？`}</Text>
      </View>
      <View className="quiet">
        <Say>没打通也不要紧，社区接着帮您找。</Say>
      </View>
      <Btn
        text="没打通，请社区帮我找"
        kind="primary"
        size="l"
        wide
        onPress={() => pressFor('call_family', replacePage)}
      />
      <Btn text="打通了" kind="secondary" size="l" wide icon="check" onPress={onReached} />
      <Btn text={`再打一次${who}`} kind="plain" wide icon="phone" onPress={onAgain} />
    </Card>
  )
}
