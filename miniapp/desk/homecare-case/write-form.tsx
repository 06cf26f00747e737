import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Agreement } from '../../../shared/homecare/agreement-contract.ts'
import type { Application } from '../../../shared/homecare/application-contract.ts'
import { addDays, dayOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { dayInFull } from '../../text/days.ts'
import { endAfter } from '../../text/homecare.ts'
import { Btn } from '../../ui/btn.tsx'
import { Choice, Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'

const dayForm = /^\d{4}-\d{2}-\d{2}$/

/** An agreement from what was granted; with `agreementId` the one that waits to be confirmed is changed. */
export function WriteForm({
  data,
  agreementId,
  onClose,
}: {
  data: Application
  agreementId: string
  onClose: () => void
}) {
  const { communityId } = data.person
  const kept = useQuery('homecare.agreement', agreementId === '' ? undefined : { communityId, agreementId })
  if (agreementId === '') return <Terms data={data} kept={undefined} onClose={onClose} />
  return <QueryView query={kept}>{(agreement) => <Terms data={data} kept={agreement} onClose={onClose} />}</QueryView>
}

function Terms({ data, kept, onClose }: { data: Application; kept: Agreement | undefined; onClose: () => void }) {
  const { person, assessment, applicationId, agreements } = data
  const { communityId } = person
  const write = useCommand('homecare.writeAgreement')
  const providers = useQuery('booking.providers', { communityId })
  const before = agreements.find(({ status }) => status === 'in_force' || status === 'ended')
  const [chosen, setProvider] = useState(kept?.terms.providerId ?? '')
  // Who comes to a home; the care station is meant unless somebody else is chosen.
  const givers = (providers.data?.providers ?? []).filter(({ kind }) => kind !== 'community_hall')
  const provider = givers.find((one) => one.providerId === chosen) ?? givers.find(({ kind }) => kind === 'care_station')
  const providerId = provider?.providerId ?? ''
  const [beginDay, setBegin] = useState(
    () => kept?.terms.beginDay ?? (before === undefined ? addDays(dayOf(new Date()), 1) : addDays(before.endDay, 1)),
  )
  const [months, setMonths] = useState(12)
  const [hours, setHours] = useState(String(kept?.terms.hoursPerMonth ?? assessment?.hoursPerMonth ?? 20))
  const [extra, setExtra] = useState(kept?.terms.extra ?? '')
  const isDay = dayForm.test(beginDay)
  const endDay = isDay ? endAfter(beginDay, months) : ''
  if (assessment === null) return null
  const { categories, priceKind, group, subsidyCents } = assessment
  const hoursPerMonth = Number(hours)

  async function send() {
    if (provider === undefined) return
    const answer = await write.run({
      id: kept?.agreementId ?? write.id(),
      communityId,
      applicationId,
      version: kept?.version ?? 0,
      terms: {
        providerId,
        providerName: provider.name,
        categories,
        hoursPerMonth,
        priceKind,
        group,
        subsidyCents,
        beginDay,
        endDay,
        extra: extra.trim(),
      },
    })
    if (answer?.ok !== true) return
    onClose()
    openPage('homecare/agreement/index', { community: communityId, id: answer.data.agreementId })
  }

  return (
    <Section
      title={kept === undefined ? '写协议' : '改协议'}
      {...(kept === undefined ? {} : { note: '改了要重新同意' })}
    >
      <Card pad className="col g3">
        <View className="field__label">
          <Text>谁来上门</Text>
        </View>
        <QueryView query={providers}>
          {() => (
            <View className="col g2">
              {givers.map((one) => (
                <Choice
                  key={one.providerId}
                  title={one.name}
                  note={one.phone}
                  isOn={one.providerId === providerId}
                  onPress={() => setProvider(one.providerId)}
                />
              ))}
            </View>
          )}
        </QueryView>
        <Field
          label="从哪天起"
          value={beginDay}
          onInput={setBegin}
          maxLength={10}
          placeholder="2026-12-01"
          id="begin"
        />
        <Segmented
          label="签多久"
          options={[
            { value: 3, text: '三个月' },
            { value: 6, text: '半年' },
            { value: 12, text: '一年' },
          ]}
          value={months}
          onChange={setMonths}
        />
        {isDay ? <Text className="quiet">{`到 ${dayInFull(endDay)}`}</Text> : null}
        <Field label="每月几小时" type="number" value={hours} onInput={setHours} maxLength={3} id="agreed-hours" />
        <Field label="另外说好的" value={extra} onInput={setExtra} maxLength={300} placeholder="周末不来" id="extra" />
        {write.error === undefined ? null : <Notice kind="warn" text={write.error.message} />}
        <Btn
          text={kept === undefined ? '写好，请老人看' : '改好，请大家再看'}
          kind="primary"
          size="l"
          wide
          disabled={provider === undefined || !isDay || !(hoursPerMonth >= 1)}
          isBusy={write.isBusy}
          busyText="正在写"
          onPress={() => void send()}
        />
        <Btn text="先不写" kind="plain" wide onPress={onClose} />
      </Card>
    </Section>
  )
}
