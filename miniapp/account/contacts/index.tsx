import { useState } from 'react'
import type { Contact } from '../../../shared/people/contract.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { useQuery } from '../../client/use-query.ts'
import { relationWords } from '../../text/relations.ts'
import { Btn } from '../../ui/btn.tsx'
import { Row, Rows } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { NeedsBinding } from '../needs-binding.tsx'
import { ContactForm } from './contact-form.tsx'
import { mostContacts } from './form.ts'

/** Whom to ring when something has happened: seen by those who take a help call. */
export default function ContactsPage() {
  const me = useFreshMe()
  const contacts = useQuery('people.contacts', me.data?.identity ? {} : undefined, { keep: true })
  const [edited, setEdited] = useState<Contact | 'new' | undefined>(undefined)
  const add = <Btn text="加一位联系人" kind="primary" size="l" wide icon="user-plus" onPress={() => setEdited('new')} />

  function close() {
    setEdited(undefined)
    contacts.refresh()
  }

  if (edited !== undefined) {
    return (
      <Page title={edited === 'new' ? '加一位联系人' : '改联系人'}>
        <ContactForm contact={edited === 'new' ? undefined : edited} onDone={close} />
      </Page>
    )
  }
  return (
    <Page title="紧急联系人">
      <QueryView
        query={me}
        empty={{
          when: ({ identity }) => identity === null,
          show: <NeedsBinding line="绑定以后，才好留下家人的电话。" />,
        }}
      >
        {() => (
          <QueryView
            query={contacts}
            empty={{
              when: ({ contacts: all }) => all.length === 0,
              show: <Empty title="还没有留联系人" line="留一两位家人或邻居，有事社区先打给他们。" act={add} />,
            }}
          >
            {({ contacts: all }) => (
              <>
                <Rows>
                  {all.map((contact) => (
                    <Row
                      key={contact.id}
                      lead={<Avatar name={contact.name} />}
                      title={`${relationWords[contact.relation]}，${contact.name}`}
                      note={[contact.phone, contact.address].filter((part) => part !== '').join('，')}
                      onPress={() => setEdited(contact)}
                    />
                  ))}
                </Rows>
                {all.length < mostContacts ? (
                  add
                ) : (
                  <Notice text={`最多留 ${mostContacts} 位。要换人，点开一位，改掉或者删掉。`} />
                )}
              </>
            )}
          </QueryView>
        )}
      </QueryView>
    </Page>
  )
}
