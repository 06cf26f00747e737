import type { Migration } from 'kysely/migration'
import * as platform from './0001-platform.ts'
import * as people from './0002-people.ts'
import * as booking from './0003-booking.ts'
import * as volunteering from './0004-volunteering.ts'
import * as help from './0005-help.ts'
import * as affairs from './0006-affairs.ts'
import * as helpFull from './0007-help-full.ts'
import * as staff from './0008-staff.ts'
import * as files from './0009-files.ts'
import * as devicesDrills from './0010-devices-drills.ts'
import * as care from './0011-care.ts'
import * as careCard from './0012-care-card.ts'
import * as report from './0013-report.ts'
import * as bookingFull from './0014-booking-full.ts'
import * as homecare from './0015-homecare.ts'
import * as health from './0016-health.ts'
import * as visits from './0017-visits.ts'
import * as queue from './0018-queue.ts'
import * as materials from './0019-materials.ts'
import * as calendarFeeds from './0020-calendar-feeds.ts'
import * as series from './0022-series.ts'
import * as volunteeringFull from './0023-volunteering-full.ts'
import * as groups from './0025-groups.ts'
import * as activities from './0026-activities.ts'
import * as volunteeringPlaces from './0027-places.ts'
import * as attendance from './0028-attendance.ts'
import * as hours from './0029-hours.ts'
import * as certificates from './0030-certificates.ts'
import * as pointsEvaluations from './0031-points-evaluations.ts'
import * as volunteerRequests from './0032-volunteer-requests.ts'
import * as guardianNews from './0033-guardian-news.ts'

/** Every migration by name, run in the order of the names. Never change one that has been released: add another. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-platform': platform,
  '0002-people': people,
  '0003-booking': booking,
  '0004-volunteering': volunteering,
  '0005-help': help,
  '0006-affairs': affairs,
  '0007-help-full': helpFull,
  '0008-staff': staff,
  '0009-files': files,
  '0010-devices-drills': devicesDrills,
  '0011-care': care,
  '0012-care-card': careCard,
  '0013-report': report,
  '0014-booking-full': bookingFull,
  '0015-homecare': homecare,
  '0016-health': health,
  '0017-visits': visits,
  '0018-queue': queue,
  '0019-materials': materials,
  '0020-calendar-feeds': calendarFeeds,
  '0022-series': series,
  '0023-volunteering-full': volunteeringFull,
  '0025-groups': groups,
  '0026-activities': activities,
  '0027-places': volunteeringPlaces,
  '0028-attendance': attendance,
  '0029-hours': hours,
  '0030-certificates': certificates,
  '0031-points-evaluations': pointsEvaluations,
  '0032-volunteer-requests': volunteerRequests,
  '0033-guardian-news': guardianNews,
}
