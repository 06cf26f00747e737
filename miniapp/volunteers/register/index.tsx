import { View } from '@tarojs/components'
import { useState } from 'react'
import type { VolunteerFile, VolunteerSheet } from '../../../shared/volunteers/registration-contract.ts'
import { goBack, openPage } from '../../client/navigate.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useMe } from '../../client/session.ts'
import { useQuery } from '../../client/use-query.ts'
import { Btn } from '../../ui/btn.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { Done } from './done.tsx'
import { SteppedForm, WholeForm } from './form.tsx'

/** Registering as a volunteer, and correcting it. With `community` and `resident` in the address: for somebody at the desk. */
export default function RegisterPage() {
  const desk = { communityId: useParameter('community'), residentId: useParameter('resident') }
  const isDesk = desk.residentId !== ''
  return (
    <Page title="志愿者登记" help={!isDesk}>
      {isDesk ? <AtDesk person={desk} /> : <WhenBound rows={4}>{() => <Own />}</WhenBound>}
    </Page>
  )
}

function Own() {
  const me = useMe()
  const query = useQuery('volunteers.me', {})
  const [done, setDone] = useState<VolunteerFile | undefined>(undefined)
  const identity = me?.identity
  return (
    <QueryView query={query} rows={4}>
      {(sheet) => {
        if (done) return <Done volunteer={done} />
        if (!sheet.ready) return <NotReady />
        const person = sheet.volunteer?.person ?? {
          communityId: identity?.communityId ?? '',
          residentId: identity?.residentId ?? '',
        }
        const form = { person, sheet, communityName: identity?.communityName ?? '', isDesk: false }
        if (isKept(sheet)) return <WholeForm {...form} asksConsent={false} button="存好" onDone={saved} />
        return <SteppedForm {...form} below={<Below />} onDone={setDone} />
      }}
    </QueryView>
  )
}

function AtDesk({ person }: { person: { communityId: string; residentId: string } }) {
  const query = useQuery('volunteers.deskVolunteer', { person })
  return (
    <QueryView query={query} rows={5}>
      {(sheet) =>
        sheet.ready ? (
          <WholeForm
            person={person}
            sheet={sheet}
            communityName=""
            isDesk
            asksConsent={!isKept(sheet)}
            button={isKept(sheet) ? '存好' : '照纸上的登记'}
            onDone={saved}
          />
        ) : (
          <NotReady />
        )
      }
    </QueryView>
  )
}

/** Registered by law and still there: this is a correction. */
function isKept({ volunteer }: VolunteerSheet): boolean {
  return volunteer !== null && volunteer.complete && volunteer.status !== 'left'
}

function saved() {
  say('存好了')
  goBack()
}

function NotReady() {
  return <Empty title="这里还没开通登记" line="证件号要锁起来存，锁还没装好。请打电话问社区。" />
}

/** Under the first step. */
function Below() {
  return (
    <>
      <Btn text="我是家长，替孩子点头" kind="plain" wide onPress={() => openPage('volunteers/guardian/index')} />
      <View className="t-small quiet">
        <Say>填到一半走开也不要紧，回来接着填，证件号除外。</Say>
      </View>
    </>
  )
}
