import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Contact } from '../../../shared/people/contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { otherRelationOptions, type OtherRelation } from '../../text/people.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Field } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { mostContacts, phoneOf, problemsOf, type ContactProblems } from './form.ts'

export function ContactForm({ contact, onDone }: { contact: Contact | undefined; onDone: () => void }) {
  const [name, setName] = useState(contact?.name ?? '')
  const [phone, setPhone] = useState(contact?.phone ?? '')
  const [address, setAddress] = useState(contact?.address ?? '')
  const [relation, setRelation] = useState<OtherRelation>(
    contact === undefined || contact.relation === 'self' ? 'daughter' : contact.relation,
  )
  const [wrong, setWrong] = useState<ContactProblems>({})
  const [isAsking, setAsking] = useState(false)
  const save = useCommand('people.saveContact')
  const remove = useCommand('people.removeContact')

  async function keep() {
    const draft = { name, phone, address }
    const problems = problemsOf(draft)
    setWrong(problems)
    if (Object.keys(problems).length > 0) return
    const answer = await save.run({
      id: contact?.id ?? save.id(),
      name: name.trim(),
      relation,
      phone: phoneOf(phone),
      address: address.trim(),
    })
    if (answer?.ok !== true) return
    say('记下了')
    onDone()
  }

  async function takeAway({ id }: Contact) {
    const answer = await remove.run({ id })
    if (answer?.ok !== true) return
    say('删掉了')
    onDone()
  }

  return (
    <>
      <Card pad className="col g4">
        <Field label="姓名" value={name} onInput={setName} wrong={wrong.name} maxLength={20} id="contact-name" />
        <View className="col g2">
          <View className="t-small quiet">
            <Text>是您的</Text>
          </View>
          <View className="chips-wrap">
            <Chips label="是您的" options={otherRelationOptions} value={relation} onChange={setRelation} />
          </View>
        </View>
        <Field
          label="电话"
          value={phone}
          onInput={setPhone}
          wrong={wrong.phone}
          maxLength={16}
          placeholder="手机或者座机"
          id="contact-phone"
        />
        <Field
          label="住哪儿，可以不填"
          value={address}
          onInput={setAddress}
          wrong={wrong.address}
          maxLength={60}
          placeholder="比如 3 栋 402"
          id="contact-address"
        />
      </Card>
      {save.error === undefined ? null : (
        <Notice
          kind="warn"
          text={
            save.error.code === 'limit_reached' ? `最多留 ${mostContacts} 位。先删掉一位，再加。` : save.error.message
          }
        />
      )}
      <Btn
        text="记下这位联系人"
        kind="primary"
        size="l"
        wide
        isBusy={save.isBusy}
        busyText="正在记下"
        onPress={() => void keep()}
      />
      <Btn text={contact === undefined ? '先不加了' : '先不改了'} kind="plain" wide onPress={onDone} />
      {contact === undefined ? null : (
        <Btn text="删掉这位联系人" kind="danger" wide icon="trash-2" onPress={() => setAsking(true)} />
      )}
      {isAsking && contact !== undefined ? (
        <Sheet
          title={`删掉${contact.name}？`}
          line={`以后有急事，社区不会再打给${contact.name}。`}
          onClose={() => setAsking(false)}
        >
          {remove.error === undefined ? null : <Notice kind="warn" text={remove.error.message} />}
          <Btn
            text="删掉"
            kind="danger"
            size="l"
            wide
            isBusy={remove.isBusy}
            busyText="正在删"
            onPress={() => void takeAway(contact)}
          />
          <Btn text="先不删" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </>
  )
}
