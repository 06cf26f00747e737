import { useState } from 'react'
import type { Me } from '../../../shared/people/contract.ts'
import { openTab } from '../../client/navigate.ts'
import { session } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { useFreshMe } from '../../client/use-fresh-me.ts'
import { actedFor } from '../../../shared/people/rights.ts'
import { actingWords } from '../../text/people.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { CodeField, codeProblem, digitsOf } from '../code-field.tsx'
import { CommunityChoice } from '../../ui/community-choice.tsx'
import { ConsentFirst } from '../consent-first.tsx'

/** 我替家人办: whom already, and the code of one more. */
export function Accept() {
  const me = useFreshMe()
  return (
    <QueryView query={me}>
      {(known) => (
        <>
          <Already me={known} />
          {known.consentNeeded ? <ConsentFirst /> : <AcceptForm me={known} />}
        </>
      )}
    </QueryView>
  )
}

function Already({ me }: { me: Me }) {
  const others = actedFor(me)
  if (others.length === 0) return null
  return (
    <Section title="已经能替他们办" first>
      <Rows>
        {others.map((identity) => (
          <Row
            key={`${identity.communityId}${identity.residentId}`}
            lead={<Avatar name={identity.name} />}
            title={identity.name}
            note={actingWords(identity)}
          />
        ))}
      </Rows>
    </Section>
  )
}

function AcceptForm({ me }: { me: Me }) {
  const [communityId, setCommunity] = useState<string | undefined>(me.identity?.communityId)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const accept = useCommand('people.acceptDelegation')

  async function send() {
    const problem = communityId === undefined ? '先在上面选家人住的社区。' : codeProblem(code)
    setWrong(problem)
    if (problem !== undefined || communityId === undefined) return
    const named = name.trim() === '' ? {} : { name: name.trim() }
    const answer = await accept.run({ communityId, code: digitsOf(code), ...named })
    if (answer === undefined) return
    if (!answer.ok) return setWrong(answer.error.message)
    const before = new Set(me.identities.map(({ residentId }) => residentId))
    const added = answer.data.identities.find(({ residentId }) => !before.has(residentId))
    session.update(answer.data)
    say(added === undefined ? '好了' : `能替${added.name}办了`)
    openTab('me/index')
  }

  return (
    <>
      <CommunityChoice title="家人住在哪个社区" chosen={communityId} onChoose={setCommunity} />
      <Section title="家人念给您的码">
        <Card pad className="col g3">
          <CodeField label="代办码" value={code} onInput={setCode} wrong={wrong} />
          {me.displayName === '' ? (
            <Field
              label="家人怎么称呼您，可以不填"
              value={name}
              onInput={setName}
              maxLength={20}
              placeholder="您的姓名"
            />
          ) : null}
          <Btn
            text="替家人办"
            kind="primary"
            size="l"
            wide
            isBusy={accept.isBusy}
            busyText="正在核对"
            onPress={() => void send()}
          />
        </Card>
      </Section>
    </>
  )
}
