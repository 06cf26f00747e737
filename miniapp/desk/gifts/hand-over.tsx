import { useState } from 'react'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Notice } from '../../ui/states.tsx'

const digits = 6

/** Somebody says six digits and gets what they stand for. */
export function HandOver({ communityId, onDone }: { communityId: string; onDone: () => void }) {
  const [number, setNumber] = useState('')
  const [given, setGiven] = useState<string | undefined>(undefined)
  const hand = useCommand('records.handOver')

  async function send() {
    const answer = await hand.run({ id: hand.id(), communityId, number })
    if (answer?.ok === true) {
      setGiven(`给${answer.data.volunteerName}：${answer.data.giftName}。记好了。`)
      setNumber('')
      onDone()
    }
  }

  return (
    <Section title="有人来拿礼物" first>
      <Card pad className="col g3">
        <Field
          id="pick-up"
          label="请他念六个数字"
          value={number}
          type="number"
          maxLength={digits}
          onInput={(typed) => {
            setGiven(undefined)
            hand.clearError()
            setNumber(typed.replace(/\D/g, '').slice(0, digits))
          }}
        />
        {given === undefined ? null : <Notice kind="ok" text={given} />}
        {hand.error === undefined ? null : <Notice kind="warn" text={hand.error.message} />}
        <Btn
          text="交给他"
          kind="primary"
          size="l"
          wide
          disabled={number.length !== digits}
          isBusy={hand.isBusy}
          busyText="正在记"
          onPress={() => void send()}
        />
      </Card>
    </Section>
  )
}
