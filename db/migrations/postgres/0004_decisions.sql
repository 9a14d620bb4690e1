CREATE TABLE "adjustment_targets" (
	"region_code" text NOT NULL,
	"action" text NOT NULL,
	"level" text NOT NULL,
	"from_year" integer NOT NULL,
	"to_year" integer NOT NULL,
	"majors" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "adjustment_targets_region_code_from_year_to_year_action_level_pk" PRIMARY KEY("region_code","from_year","to_year","action","level")
);
--> statement-breakpoint
CREATE TABLE "adjustments" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"year" integer NOT NULL,
	"school_id" text NOT NULL,
	"programme_id" text,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"change" text NOT NULL,
	"seats_before" integer,
	"seats_after" integer,
	"new_name" text,
	"basis" text NOT NULL,
	"docket_id" text,
	"resolution_number" text,
	"decided_on" text NOT NULL,
	"takes_back_id" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agenda_items" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"issue_id" text,
	"docket_id" text,
	"reporter" text,
	"minutes" text,
	"outcome" text,
	"votes_for" integer,
	"votes_against" integer,
	"votes_abstained" integer,
	"decided_at" timestamp (3) with time zone,
	"resolution_id" text
);
--> statement-breakpoint
CREATE TABLE "analyses" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"scope_id" text,
	"scope_name" text NOT NULL,
	"audience" text NOT NULL,
	"title" text NOT NULL,
	"year" integer NOT NULL,
	"run_id" text NOT NULL,
	"template_version" integer NOT NULL,
	"state" text NOT NULL,
	"progress" integer NOT NULL,
	"attempts" integer NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"error" text,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"file_hash" text,
	"file_size" integer,
	"simulated" boolean NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "analysis_templates" (
	"kind" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"added_by" text NOT NULL,
	"organisation_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "bulletins" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"period" integer NOT NULL,
	"edition" integer NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" text PRIMARY KEY NOT NULL,
	"membership_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "conference_attendance" (
	"meeting_id" text NOT NULL,
	"member_id" text NOT NULL,
	"state" text NOT NULL,
	"by" text,
	CONSTRAINT "conference_attendance_meeting_id_member_id_pk" PRIMARY KEY("meeting_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "conference_issues" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"unit" text NOT NULL,
	"organisation_id" text,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"docket_id" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conference_meetings" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"place" text NOT NULL,
	"quorum" integer,
	"decision_rule" text NOT NULL,
	"prepares_id" text,
	"summary" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conference_members" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"unit" text NOT NULL,
	"organisation_id" text,
	"role" text NOT NULL,
	"person_title" text NOT NULL,
	"person_name" text,
	"leads" boolean NOT NULL,
	"invited" boolean NOT NULL,
	"valid_from" text NOT NULL,
	"valid_to" text,
	"version" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cooperation_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"pair" text NOT NULL,
	"needs" integer NOT NULL,
	"offers" integer NOT NULL,
	"paired" integer NOT NULL,
	"total" integer NOT NULL,
	"result" jsonb NOT NULL,
	"input_hash" text NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cooperation_listing_majors" (
	"listing_id" text NOT NULL,
	"major_code" text NOT NULL,
	CONSTRAINT "cooperation_listing_majors_listing_id_major_code_pk" PRIMARY KEY("listing_id","major_code")
);
--> statement-breakpoint
CREATE TABLE "cooperation_listing_occupations" (
	"listing_id" text NOT NULL,
	"occupation_code" text NOT NULL,
	CONSTRAINT "cooperation_listing_occupations_listing_id_occupation_code_pk" PRIMARY KEY("listing_id","occupation_code")
);
--> statement-breakpoint
CREATE TABLE "cooperation_listings" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"pair" text NOT NULL,
	"side" text NOT NULL,
	"resource" text,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"chain_id" text,
	"region_code" text,
	"from_on" text NOT NULL,
	"to_on" text NOT NULL,
	"capacity" integer,
	"one_to_one" boolean NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cooperation_milestones" (
	"id" text PRIMARY KEY NOT NULL,
	"cooperation_id" text NOT NULL,
	"title" text NOT NULL,
	"due_on" text NOT NULL,
	"done_on" text,
	"note" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cooperations" (
	"id" text PRIMARY KEY NOT NULL,
	"pair" text NOT NULL,
	"need_id" text NOT NULL,
	"offer_id" text NOT NULL,
	"need_organisation_id" text NOT NULL,
	"offer_organisation_id" text NOT NULL,
	"begun_by" text NOT NULL,
	"batch_id" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"score" double precision NOT NULL,
	"parts" jsonb NOT NULL,
	"invited_by" text,
	"proposed_by" text,
	"terms" text,
	"agreed_capacity" integer,
	"agreed_from" text,
	"agreed_to" text,
	"outcome" text,
	"outcome_note" text,
	"over" text DEFAULT '' NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"agreed_at" timestamp (3) with time zone,
	"over_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "docket_measures" (
	"id" text PRIMARY KEY NOT NULL,
	"docket_id" text NOT NULL,
	"school_id" text NOT NULL,
	"programme_id" text,
	"change" text NOT NULL,
	"from_year" integer NOT NULL,
	"seats_before" integer,
	"seats_after" integer,
	"new_name" text,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "dockets" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"origin" text NOT NULL,
	"change_id" text,
	"run_id" text NOT NULL,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"flag_class" text,
	"evidence" jsonb NOT NULL,
	"evidence_hash" text NOT NULL,
	"opinion" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"outcome" text,
	"resolution_id" text,
	"resolution_number" text,
	"decided_on" text,
	"review_on" text,
	"review" jsonb,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "graduate_tracks" (
	"id" text PRIMARY KEY NOT NULL,
	"programme_id" text NOT NULL,
	"school_id" text NOT NULL,
	"year" integer NOT NULL,
	"months" integer NOT NULL,
	"asked" integer NOT NULL,
	"local_job" integer NOT NULL,
	"other_region" integer NOT NULL,
	"further_study" integer NOT NULL,
	"military" integer NOT NULL,
	"unemployed" integer NOT NULL,
	"in_field" integer,
	"wage_to_3000" integer,
	"wage_to_5000" integer,
	"wage_to_8000" integer,
	"wage_to_12000" integer,
	"wage_over_12000" integer,
	"satisfied_1" integer,
	"satisfied_2" integer,
	"satisfied_3" integer,
	"satisfied_4" integer,
	"satisfied_5" integer,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"title" text NOT NULL,
	"starts_on" text NOT NULL,
	"ends_on" text NOT NULL,
	"units" jsonb NOT NULL,
	"places" text NOT NULL,
	"findings" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "key_list_majors" (
	"list_id" text NOT NULL,
	"major_code" text NOT NULL,
	"major_name" text NOT NULL,
	"level" text NOT NULL,
	"evidence" jsonb,
	CONSTRAINT "key_list_majors_list_id_major_code_pk" PRIMARY KEY("list_id","major_code")
);
--> statement-breakpoint
CREATE TABLE "key_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"from_year" integer NOT NULL,
	"to_year" integer NOT NULL,
	"basis" text NOT NULL,
	"run_id" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"resolution_number" text,
	"decided_on" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"member_id" text NOT NULL,
	"organisation_id" text,
	"role" text NOT NULL,
	"person_title" text NOT NULL,
	"person_name" text,
	"from_on" text NOT NULL,
	"text" text NOT NULL,
	"meeting_id" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minutes_recipients" (
	"meeting_id" text NOT NULL,
	"unit" text NOT NULL,
	"organisation_id" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "minutes_recipients_meeting_id_unit_pk" PRIMARY KEY("meeting_id","unit")
);
--> statement-breakpoint
CREATE TABLE "conference_plan_items" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"year" integer NOT NULL,
	"quarter" integer NOT NULL,
	"title" text NOT NULL,
	"unit" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programme_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"school_id" text NOT NULL,
	"programme_id" text,
	"major_code" text NOT NULL,
	"level" text NOT NULL,
	"change" text NOT NULL,
	"from_year" integer NOT NULL,
	"seats_before" integer,
	"seats_after" integer,
	"new_name" text,
	"reasons" text NOT NULL,
	"costs" jsonb NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"run_id" text,
	"evidence" jsonb,
	"evidence_hash" text,
	"reason" text,
	"docket_id" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "resolution_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"resolution_id" text NOT NULL,
	"organisation_id" text,
	"text" text NOT NULL,
	"done" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "resolution_units" (
	"resolution_id" text NOT NULL,
	"unit" text NOT NULL,
	"organisation_id" text,
	"leads" boolean NOT NULL,
	CONSTRAINT "resolution_units_resolution_id_unit_pk" PRIMARY KEY("resolution_id","unit")
);
--> statement-breakpoint
CREATE TABLE "resolutions" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"number" text NOT NULL,
	"meeting_id" text NOT NULL,
	"item_id" text NOT NULL,
	"docket_id" text,
	"outcome" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"decided_on" text NOT NULL,
	"due_on" text,
	"review_on" text,
	"authority" text,
	"submitted_on" text,
	"document_number" text,
	"answered_on" text,
	"answer_number" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "state_moves" (
	"id" text PRIMARY KEY NOT NULL,
	"workflow" text NOT NULL,
	"subject_id" text NOT NULL,
	"event" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "task_reminders" (
	"subject" text NOT NULL,
	"kind" text NOT NULL,
	"day" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "task_reminders_subject_kind_day_pk" PRIMARY KEY("subject","kind","day")
);
--> statement-breakpoint
CREATE TABLE "task_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"unit_name" text,
	"organisation_id" text,
	"leads" boolean NOT NULL,
	"progress" integer NOT NULL,
	"text" text NOT NULL,
	"simulated" boolean NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"document" text NOT NULL,
	"year" integer,
	"lines" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_units" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"organisation_id" text,
	"name" text NOT NULL,
	"leads" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"origin" text NOT NULL,
	"origin_id" text,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"due_on" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"progress" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_meeting_id_conference_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."conference_meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analyses" ADD CONSTRAINT "analyses_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_attendance" ADD CONSTRAINT "conference_attendance_meeting_id_conference_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."conference_meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_attendance" ADD CONSTRAINT "conference_attendance_member_id_conference_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."conference_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_issues" ADD CONSTRAINT "conference_issues_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conference_members" ADD CONSTRAINT "conference_members_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listing_majors" ADD CONSTRAINT "cooperation_listing_majors_listing_id_cooperation_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."cooperation_listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listing_majors" ADD CONSTRAINT "cooperation_listing_majors_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listing_occupations" ADD CONSTRAINT "cooperation_listing_occupations_listing_id_cooperation_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."cooperation_listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listing_occupations" ADD CONSTRAINT "cooperation_listing_occupations_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listings" ADD CONSTRAINT "cooperation_listings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listings" ADD CONSTRAINT "cooperation_listings_chain_id_chains_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."chains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_listings" ADD CONSTRAINT "cooperation_listings_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperation_milestones" ADD CONSTRAINT "cooperation_milestones_cooperation_id_cooperations_id_fk" FOREIGN KEY ("cooperation_id") REFERENCES "public"."cooperations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_need_id_cooperation_listings_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."cooperation_listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_offer_id_cooperation_listings_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."cooperation_listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_need_organisation_id_organisations_id_fk" FOREIGN KEY ("need_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_offer_organisation_id_organisations_id_fk" FOREIGN KEY ("offer_organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooperations" ADD CONSTRAINT "cooperations_batch_id_cooperation_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."cooperation_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "docket_measures" ADD CONSTRAINT "docket_measures_docket_id_dockets_id_fk" FOREIGN KEY ("docket_id") REFERENCES "public"."dockets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "docket_measures" ADD CONSTRAINT "docket_measures_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "docket_measures" ADD CONSTRAINT "docket_measures_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dockets" ADD CONSTRAINT "dockets_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "graduate_tracks" ADD CONSTRAINT "graduate_tracks_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "graduate_tracks" ADD CONSTRAINT "graduate_tracks_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_list_majors" ADD CONSTRAINT "key_list_majors_list_id_key_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."key_lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "key_list_majors" ADD CONSTRAINT "key_list_majors_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_changes" ADD CONSTRAINT "member_changes_member_id_conference_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."conference_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_changes" ADD CONSTRAINT "member_changes_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_recipients" ADD CONSTRAINT "minutes_recipients_meeting_id_conference_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."conference_meetings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "minutes_recipients" ADD CONSTRAINT "minutes_recipients_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_changes" ADD CONSTRAINT "programme_changes_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_changes" ADD CONSTRAINT "programme_changes_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_changes" ADD CONSTRAINT "programme_changes_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_reports" ADD CONSTRAINT "resolution_reports_resolution_id_resolutions_id_fk" FOREIGN KEY ("resolution_id") REFERENCES "public"."resolutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_reports" ADD CONSTRAINT "resolution_reports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_units" ADD CONSTRAINT "resolution_units_resolution_id_resolutions_id_fk" FOREIGN KEY ("resolution_id") REFERENCES "public"."resolutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_units" ADD CONSTRAINT "resolution_units_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_meeting_id_conference_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."conference_meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_reports" ADD CONSTRAINT "task_reports_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_reports" ADD CONSTRAINT "task_reports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_units" ADD CONSTRAINT "task_units_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_units" ADD CONSTRAINT "task_units_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adjustments_year_idx" ON "adjustments" USING btree ("region_code","year","id");--> statement-breakpoint
CREATE INDEX "adjustments_order_idx" ON "adjustments" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "adjustments_school_idx" ON "adjustments" USING btree ("school_id","year","id");--> statement-breakpoint
CREATE INDEX "adjustments_major_idx" ON "adjustments" USING btree ("major_code","year","id");--> statement-breakpoint
CREATE INDEX "adjustments_docket_idx" ON "adjustments" USING btree ("docket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "adjustments_takes_back_idx" ON "adjustments" USING btree ("takes_back_id");--> statement-breakpoint
CREATE INDEX "agenda_items_meeting_idx" ON "agenda_items" USING btree ("meeting_id","position","id");--> statement-breakpoint
CREATE INDEX "agenda_items_docket_idx" ON "agenda_items" USING btree ("docket_id");--> statement-breakpoint
CREATE INDEX "analyses_scope_idx" ON "analyses" USING btree ("kind","scope_id","id");--> statement-breakpoint
CREATE INDEX "analyses_state_idx" ON "analyses" USING btree ("state","lease_until");--> statement-breakpoint
CREATE INDEX "attachments_subject_idx" ON "attachments" USING btree ("kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "attachments_content_idx" ON "attachments" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "bulletins_period_idx" ON "bulletins" USING btree ("region_code","kind","year","period","edition");--> statement-breakpoint
CREATE INDEX "bulletins_state_idx" ON "bulletins" USING btree ("state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_secret_idx" ON "calendar_feeds" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "calendar_feeds_membership_idx" ON "calendar_feeds" USING btree ("membership_id","id");--> statement-breakpoint
CREATE INDEX "conference_issues_state_idx" ON "conference_issues" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "conference_issues_organisation_idx" ON "conference_issues" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "conference_meetings_number_idx" ON "conference_meetings" USING btree ("region_code","year","number");--> statement-breakpoint
CREATE INDEX "conference_meetings_planned_idx" ON "conference_meetings" USING btree ("region_code","planned_at","id");--> statement-breakpoint
CREATE INDEX "conference_members_unit_idx" ON "conference_members" USING btree ("region_code","unit","id");--> statement-breakpoint
CREATE INDEX "conference_members_organisation_idx" ON "conference_members" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "cooperation_batches_pair_idx" ON "cooperation_batches" USING btree ("pair","id");--> statement-breakpoint
CREATE INDEX "cooperation_listing_majors_idx" ON "cooperation_listing_majors" USING btree ("major_code");--> statement-breakpoint
CREATE INDEX "cooperation_listing_occupations_idx" ON "cooperation_listing_occupations" USING btree ("occupation_code");--> statement-breakpoint
CREATE INDEX "cooperation_listings_state_idx" ON "cooperation_listings" USING btree ("pair","side","state","id");--> statement-breakpoint
CREATE INDEX "cooperation_listings_organisation_idx" ON "cooperation_listings" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "cooperation_listings_chain_idx" ON "cooperation_listings" USING btree ("chain_id","id");--> statement-breakpoint
CREATE INDEX "cooperation_milestones_idx" ON "cooperation_milestones" USING btree ("cooperation_id","due_on","id");--> statement-breakpoint
CREATE INDEX "cooperation_milestones_due_idx" ON "cooperation_milestones" USING btree ("due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "cooperations_standing_idx" ON "cooperations" USING btree ("need_id","offer_id","over");--> statement-breakpoint
CREATE INDEX "cooperations_offer_idx" ON "cooperations" USING btree ("offer_id","id");--> statement-breakpoint
CREATE INDEX "cooperations_need_organisation_idx" ON "cooperations" USING btree ("need_organisation_id","id");--> statement-breakpoint
CREATE INDEX "cooperations_offer_organisation_idx" ON "cooperations" USING btree ("offer_organisation_id","id");--> statement-breakpoint
CREATE INDEX "cooperations_state_idx" ON "cooperations" USING btree ("state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "docket_measures_school_idx" ON "docket_measures" USING btree ("docket_id","school_id","change");--> statement-breakpoint
CREATE UNIQUE INDEX "dockets_number_idx" ON "dockets" USING btree ("region_code","year","number");--> statement-breakpoint
CREATE INDEX "dockets_state_idx" ON "dockets" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "dockets_major_idx" ON "dockets" USING btree ("major_code","id");--> statement-breakpoint
CREATE INDEX "dockets_change_idx" ON "dockets" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "graduate_tracks_key_idx" ON "graduate_tracks" USING btree ("programme_id","year","months","id");--> statement-breakpoint
CREATE INDEX "graduate_tracks_school_idx" ON "graduate_tracks" USING btree ("school_id","year","months","id");--> statement-breakpoint
CREATE INDEX "graduate_tracks_batch_idx" ON "graduate_tracks" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "inspections_starts_idx" ON "inspections" USING btree ("region_code","starts_on","id");--> statement-breakpoint
CREATE INDEX "key_list_majors_major_idx" ON "key_list_majors" USING btree ("major_code");--> statement-breakpoint
CREATE INDEX "key_lists_state_idx" ON "key_lists" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "member_changes_state_idx" ON "member_changes" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "member_changes_member_idx" ON "member_changes" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "minutes_recipients_organisation_idx" ON "minutes_recipients" USING btree ("organisation_id","meeting_id");--> statement-breakpoint
CREATE INDEX "conference_plan_items_year_idx" ON "conference_plan_items" USING btree ("region_code","year","quarter","id");--> statement-breakpoint
CREATE INDEX "programme_changes_school_idx" ON "programme_changes" USING btree ("school_id","id");--> statement-breakpoint
CREATE INDEX "programme_changes_major_idx" ON "programme_changes" USING btree ("major_code","state");--> statement-breakpoint
CREATE INDEX "programme_changes_state_idx" ON "programme_changes" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "resolution_reports_resolution_idx" ON "resolution_reports" USING btree ("resolution_id","id");--> statement-breakpoint
CREATE INDEX "resolution_units_organisation_idx" ON "resolution_units" USING btree ("organisation_id","resolution_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resolutions_number_idx" ON "resolutions" USING btree ("region_code","number");--> statement-breakpoint
CREATE INDEX "resolutions_state_idx" ON "resolutions" USING btree ("state","due_on","id");--> statement-breakpoint
CREATE INDEX "resolutions_meeting_idx" ON "resolutions" USING btree ("meeting_id","number");--> statement-breakpoint
CREATE INDEX "resolutions_docket_idx" ON "resolutions" USING btree ("docket_id");--> statement-breakpoint
CREATE INDEX "state_moves_subject_idx" ON "state_moves" USING btree ("workflow","subject_id","id");--> statement-breakpoint
CREATE INDEX "task_reports_task_idx" ON "task_reports" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "task_reports_at_idx" ON "task_reports" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "task_templates_name_idx" ON "task_templates" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "task_units_name_idx" ON "task_units" USING btree ("task_id","name");--> statement-breakpoint
CREATE INDEX "task_units_organisation_idx" ON "task_units" USING btree ("organisation_id","task_id");--> statement-breakpoint
CREATE INDEX "tasks_state_idx" ON "tasks" USING btree ("state","due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_origin_idx" ON "tasks" USING btree ("region_code","origin","origin_id");