import { View } from '@tarojs/components'
import { useState } from 'react'
import { newId } from '../../client/new-id.ts'
import { openPage } from '../../client/navigate.ts'
import { hoursWords, planWords, resourceIcon, resourceKindWords } from '../../text/offering.ts'
import { categoryWords } from '../../text/booking.ts'
import { providerIcon } from '../../text/providers.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Icon } from '../../ui/icon.tsx'
import { IconRow, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { useWide } from '../use-wide.ts'
import { Arrange } from './arrange.tsx'
import './index.css'
import { useCommunities, useOffering, type OfferingData } from './use-offering.ts'

/** What the community offers: who gives it, which services, when, and with whom; and whose time is gone. */
export default function OfferingPage() {
  const isWide = useWide()
  const communities = useCommunities()
  const [picked, setPicked] = useState<string | undefined>(undefined)
  const communityId = picked ?? communities.data?.[0]?.communityId
  const query = useOffering(communityId)
  return (
    <Page title="社区的服务" help={false} wide={isWide}>
      <QueryView
        query={communities}
        rows={5}
        empty={{
          when: (mine) => mine.length === 0,
          show: <Empty title="这里是给社区的人用的" line="您的岗位没有管到哪个社区的服务。" />,
        }}
      >
        {(mine) => (
          <View className="col g3">
            {mine.length < 2 ? null : (
              <Chips
                label="哪个社区"
                options={mine.map((one) => ({ value: one.communityId, text: one.name }))}
                value={communityId ?? ''}
                onChange={setPicked}
              />
            )}
            <QueryView query={query} rows={6}>
              {(data) => <Offering key={communityId} communityId={communityId ?? ''} data={data} isWide={isWide} />}
            </QueryView>
          </View>
        )}
      </QueryView>
    </Page>
  )
}

function Offering({ communityId, data, isWide }: { communityId: string; data: OfferingData; isWide: boolean }) {
  const people = data.mayChange ? <Arrange communityId={communityId} /> : null
  const warning = data.horizonWords === '' ? null : <Notice kind="warn" text={data.horizonWords} />
  const readOnly = data.mayChange ? null : <Notice text="这里只能看。要改，请社区值班的人或者管理员来改。" />
  const calendar = (
    <Rows>
      <IconRow
        icon="calendar-off"
        title="休息日和例外"
        note="放假、停电、谁休假、加开"
        value={data.exceptions.length === 0 ? '' : `${data.exceptions.length} 条`}
        onPress={() => openPage('desk/offering/calendar/index', { community: communityId })}
      />
    </Rows>
  )
  if (!isWide) {
    return (
      <>
        {readOnly}
        {people}
        {warning}
        {calendar}
        <Providers communityId={communityId} data={data} />
        <Services communityId={communityId} data={data} />
        <Resources communityId={communityId} data={data} />
      </>
    )
  }
  return (
    <View className="offering-columns">
      <View className="col g3">
        <Services communityId={communityId} data={data} first />
      </View>
      <View className="col g3">
        <Providers communityId={communityId} data={data} first />
        <Resources communityId={communityId} data={data} />
      </View>
      <View className="col g3">
        {readOnly}
        {people}
        {warning}
        {calendar}
      </View>
    </View>
  )
}

interface PartProps {
  communityId: string
  data: OfferingData
  first?: boolean
}

/** A new thing gets its id here: sent twice, it is made once. */
function AddBtn({ text, page, communityId }: { text: string; page: string; communityId: string }) {
  return (
    <Btn
      text={text}
      kind="tint"
      wide
      icon="plus"
      onPress={() => openPage(`desk/offering/${page}/index`, { community: communityId, id: newId() })}
    />
  )
}

function Providers({ communityId, data, first = false }: PartProps) {
  return (
    <Section title="谁来办" note={`${data.providers.filter((one) => !one.isWithdrawn).length} 处`} first={first}>
      <Rows>
        {data.providers.map((provider) => (
          <Row
            key={provider.providerId}
            lead={
              <View className="lead lead--icon">
                <Icon name={providerIcon(provider.kind)} />
              </View>
            }
            title={provider.name}
            note={provider.isWithdrawn ? hoursWords(provider.openingHours) : provider.openWords}
            end={<StatePill provider={provider} />}
            onPress={() =>
              openPage('desk/offering/provider/index', { community: communityId, id: provider.providerId })
            }
          />
        ))}
      </Rows>
      {data.mayChange ? <AddBtn text="加一处" page="provider" communityId={communityId} /> : null}
    </Section>
  )
}

function StatePill({ provider }: { provider: OfferingData['providers'][number] }) {
  if (provider.isWithdrawn) return <Pill text="停了" />
  return provider.isOpen ? <Pill text="开着" kind="ok" icon="check" /> : <Pill text="休息" />
}

function Services({ communityId, data, first = false }: PartProps) {
  const service = (one: OfferingData['services'][number]) => (
    <Row
      key={one.serviceId}
      title={one.name}
      note={planWords(one)}
      {...(one.isWithdrawn ? { end: <Pill text="停了" /> } : {})}
      onPress={() => openPage('desk/offering/service/index', { community: communityId, id: one.serviceId })}
    />
  )
  return (
    <>
      {categoryWords.map(({ category, text }, index) => {
        const own = data.services.filter((one) => one.category === category)
        if (own.length === 0) return null
        return (
          <Section key={category} title={text} note={`${own.length} 项`} first={first && index === 0}>
            <Rows>{own.map(service)}</Rows>
          </Section>
        )
      })}
      {data.services.length === 0 ? (
        <Empty title="还没有服务" line="先加一处办事的地方，再加它的服务，居民就能约了。" />
      ) : null}
      {data.mayChange && data.providers.length > 0 ? (
        <AddBtn text="加一项服务" page="service" communityId={communityId} />
      ) : null}
    </>
  )
}

function Resources({ communityId, data }: PartProps) {
  const place = (kind: OfferingData['resources'][number]['kind']) =>
    resourceKindWords.map((one) => one.kind).indexOf(kind)
  const inOrder = data.resources.slice()
  inOrder.sort((one, other) => place(one.kind) - place(other.kind) || (one.name < other.name ? -1 : 1))
  const kindOf = (kind: OfferingData['resources'][number]['kind']) =>
    resourceKindWords.filter((one) => one.kind === kind)[0]?.text ?? ''
  return (
    <Section title="窗口、房间、车和人" note={`${data.resources.filter((one) => !one.isWithdrawn).length} 个`}>
      {data.resources.length === 0 ? null : (
        <Rows>
          {inOrder.map((one) => (
            <Row
              key={one.resourceId}
              lead={
                <View className="lead lead--icon">
                  <Icon name={resourceIcon(one.kind)} />
                </View>
              }
              title={one.name}
              note={
                [...one.skills, ...one.dialects].join('、') ||
                (one.units > 1 ? `${kindOf(one.kind)}，${one.units} 个` : kindOf(one.kind))
              }
              {...(one.isWithdrawn ? { end: <Pill text="停了" /> } : {})}
              onPress={() => openPage('desk/offering/resource/index', { community: communityId, id: one.resourceId })}
            />
          ))}
        </Rows>
      )}
      {data.mayChange ? <AddBtn text="加一个" page="resource" communityId={communityId} /> : null}
    </Section>
  )
}
