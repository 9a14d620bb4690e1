CREATE TABLE `adjustment_targets` (
	`region_code` text NOT NULL,
	`action` text NOT NULL,
	`level` text NOT NULL,
	`from_year` integer NOT NULL,
	`to_year` integer NOT NULL,
	`majors` integer NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`region_code`, `from_year`, `to_year`, `action`, `level`)
);
--> statement-breakpoint
CREATE TABLE `adjustments` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`year` integer NOT NULL,
	`school_id` text NOT NULL,
	`programme_id` text,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`change` text NOT NULL,
	`seats_before` integer,
	`seats_after` integer,
	`new_name` text,
	`basis` text NOT NULL,
	`docket_id` text,
	`resolution_number` text,
	`decided_on` text NOT NULL,
	`takes_back_id` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `adjustments_year_idx` ON `adjustments` (`region_code`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `adjustments_order_idx` ON `adjustments` (`year`,`id`);--> statement-breakpoint
CREATE INDEX `adjustments_school_idx` ON `adjustments` (`school_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `adjustments_major_idx` ON `adjustments` (`major_code`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `adjustments_docket_idx` ON `adjustments` (`docket_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `adjustments_takes_back_idx` ON `adjustments` (`takes_back_id`);--> statement-breakpoint
CREATE TABLE `agenda_items` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`issue_id` text,
	`docket_id` text,
	`reporter` text,
	`minutes` text,
	`outcome` text,
	`votes_for` integer,
	`votes_against` integer,
	`votes_abstained` integer,
	`decided_at` integer,
	`resolution_id` text,
	FOREIGN KEY (`meeting_id`) REFERENCES `conference_meetings`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `agenda_items_meeting_idx` ON `agenda_items` (`meeting_id`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `agenda_items_docket_idx` ON `agenda_items` (`docket_id`);--> statement-breakpoint
CREATE TABLE `analyses` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`scope_id` text,
	`scope_name` text NOT NULL,
	`audience` text NOT NULL,
	`title` text NOT NULL,
	`year` integer NOT NULL,
	`run_id` text NOT NULL,
	`template_version` integer NOT NULL,
	`state` text NOT NULL,
	`progress` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`error` text,
	`content` text NOT NULL,
	`content_hash` text NOT NULL,
	`file_hash` text,
	`file_size` integer,
	`simulated` integer NOT NULL,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `analyses_scope_idx` ON `analyses` (`kind`,`scope_id`,`id`);--> statement-breakpoint
CREATE INDEX `analyses_state_idx` ON `analyses` (`state`,`lease_until`);--> statement-breakpoint
CREATE TABLE `analysis_templates` (
	`kind` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`added_by` text NOT NULL,
	`organisation_id` text,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attachments_subject_idx` ON `attachments` (`kind`,`subject_id`,`id`);--> statement-breakpoint
CREATE INDEX `attachments_content_idx` ON `attachments` (`sha256`);--> statement-breakpoint
CREATE TABLE `bulletins` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`period` integer NOT NULL,
	`edition` integer NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`published_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bulletins_period_idx` ON `bulletins` (`region_code`,`kind`,`year`,`period`,`edition`);--> statement-breakpoint
CREATE INDEX `bulletins_state_idx` ON `bulletins` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `calendar_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`membership_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_secret_idx` ON `calendar_feeds` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `calendar_feeds_membership_idx` ON `calendar_feeds` (`membership_id`,`id`);--> statement-breakpoint
CREATE TABLE `conference_attendance` (
	`meeting_id` text NOT NULL,
	`member_id` text NOT NULL,
	`state` text NOT NULL,
	`by` text,
	PRIMARY KEY(`meeting_id`, `member_id`),
	FOREIGN KEY (`meeting_id`) REFERENCES `conference_meetings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`member_id`) REFERENCES `conference_members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `conference_issues` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`unit` text NOT NULL,
	`organisation_id` text,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`docket_id` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conference_issues_state_idx` ON `conference_issues` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `conference_issues_organisation_idx` ON `conference_issues` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `conference_meetings` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`planned_at` integer NOT NULL,
	`place` text NOT NULL,
	`quorum` integer,
	`decision_rule` text NOT NULL,
	`prepares_id` text,
	`summary` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conference_meetings_number_idx` ON `conference_meetings` (`region_code`,`year`,`number`);--> statement-breakpoint
CREATE INDEX `conference_meetings_planned_idx` ON `conference_meetings` (`region_code`,`planned_at`,`id`);--> statement-breakpoint
CREATE TABLE `conference_members` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`unit` text NOT NULL,
	`organisation_id` text,
	`role` text NOT NULL,
	`person_title` text NOT NULL,
	`person_name` text,
	`leads` integer NOT NULL,
	`invited` integer NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`version` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conference_members_unit_idx` ON `conference_members` (`region_code`,`unit`,`id`);--> statement-breakpoint
CREATE INDEX `conference_members_organisation_idx` ON `conference_members` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `cooperation_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`pair` text NOT NULL,
	`needs` integer NOT NULL,
	`offers` integer NOT NULL,
	`paired` integer NOT NULL,
	`total` integer NOT NULL,
	`result` text NOT NULL,
	`input_hash` text NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cooperation_batches_pair_idx` ON `cooperation_batches` (`pair`,`id`);--> statement-breakpoint
CREATE TABLE `cooperation_listing_majors` (
	`listing_id` text NOT NULL,
	`major_code` text NOT NULL,
	PRIMARY KEY(`listing_id`, `major_code`),
	FOREIGN KEY (`listing_id`) REFERENCES `cooperation_listings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cooperation_listing_majors_idx` ON `cooperation_listing_majors` (`major_code`);--> statement-breakpoint
CREATE TABLE `cooperation_listing_occupations` (
	`listing_id` text NOT NULL,
	`occupation_code` text NOT NULL,
	PRIMARY KEY(`listing_id`, `occupation_code`),
	FOREIGN KEY (`listing_id`) REFERENCES `cooperation_listings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cooperation_listing_occupations_idx` ON `cooperation_listing_occupations` (`occupation_code`);--> statement-breakpoint
CREATE TABLE `cooperation_listings` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`pair` text NOT NULL,
	`side` text NOT NULL,
	`resource` text,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`chain_id` text,
	`region_code` text,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`capacity` integer,
	`one_to_one` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`chain_id`) REFERENCES `chains`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cooperation_listings_state_idx` ON `cooperation_listings` (`pair`,`side`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `cooperation_listings_organisation_idx` ON `cooperation_listings` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `cooperation_listings_chain_idx` ON `cooperation_listings` (`chain_id`,`id`);--> statement-breakpoint
CREATE TABLE `cooperation_milestones` (
	`id` text PRIMARY KEY NOT NULL,
	`cooperation_id` text NOT NULL,
	`title` text NOT NULL,
	`due_on` text NOT NULL,
	`done_on` text,
	`note` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`cooperation_id`) REFERENCES `cooperations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `cooperation_milestones_idx` ON `cooperation_milestones` (`cooperation_id`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `cooperation_milestones_due_idx` ON `cooperation_milestones` (`due_on`,`id`);--> statement-breakpoint
CREATE TABLE `cooperations` (
	`id` text PRIMARY KEY NOT NULL,
	`pair` text NOT NULL,
	`need_id` text NOT NULL,
	`offer_id` text NOT NULL,
	`need_organisation_id` text NOT NULL,
	`offer_organisation_id` text NOT NULL,
	`begun_by` text NOT NULL,
	`batch_id` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`score` real NOT NULL,
	`parts` text NOT NULL,
	`invited_by` text,
	`proposed_by` text,
	`terms` text,
	`agreed_capacity` integer,
	`agreed_from` text,
	`agreed_to` text,
	`outcome` text,
	`outcome_note` text,
	`over` text DEFAULT '' NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`agreed_at` integer,
	`over_at` integer,
	FOREIGN KEY (`need_id`) REFERENCES `cooperation_listings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offer_id`) REFERENCES `cooperation_listings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`need_organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offer_organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batch_id`) REFERENCES `cooperation_batches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cooperations_standing_idx` ON `cooperations` (`need_id`,`offer_id`,`over`);--> statement-breakpoint
CREATE INDEX `cooperations_offer_idx` ON `cooperations` (`offer_id`,`id`);--> statement-breakpoint
CREATE INDEX `cooperations_need_organisation_idx` ON `cooperations` (`need_organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `cooperations_offer_organisation_idx` ON `cooperations` (`offer_organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `cooperations_state_idx` ON `cooperations` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `docket_measures` (
	`id` text PRIMARY KEY NOT NULL,
	`docket_id` text NOT NULL,
	`school_id` text NOT NULL,
	`programme_id` text,
	`change` text NOT NULL,
	`from_year` integer NOT NULL,
	`seats_before` integer,
	`seats_after` integer,
	`new_name` text,
	`note` text,
	FOREIGN KEY (`docket_id`) REFERENCES `dockets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `docket_measures_school_idx` ON `docket_measures` (`docket_id`,`school_id`,`change`);--> statement-breakpoint
CREATE TABLE `dockets` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`origin` text NOT NULL,
	`change_id` text,
	`run_id` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`flag_class` text,
	`evidence` text NOT NULL,
	`evidence_hash` text NOT NULL,
	`opinion` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`outcome` text,
	`resolution_id` text,
	`resolution_number` text,
	`decided_on` text,
	`review_on` text,
	`review` text,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dockets_number_idx` ON `dockets` (`region_code`,`year`,`number`);--> statement-breakpoint
CREATE INDEX `dockets_state_idx` ON `dockets` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `dockets_major_idx` ON `dockets` (`major_code`,`id`);--> statement-breakpoint
CREATE INDEX `dockets_change_idx` ON `dockets` (`change_id`);--> statement-breakpoint
CREATE TABLE `graduate_tracks` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`months` integer NOT NULL,
	`asked` integer NOT NULL,
	`local_job` integer NOT NULL,
	`other_region` integer NOT NULL,
	`further_study` integer NOT NULL,
	`military` integer NOT NULL,
	`unemployed` integer NOT NULL,
	`in_field` integer,
	`wage_to_3000` integer,
	`wage_to_5000` integer,
	`wage_to_8000` integer,
	`wage_to_12000` integer,
	`wage_over_12000` integer,
	`satisfied_1` integer,
	`satisfied_2` integer,
	`satisfied_3` integer,
	`satisfied_4` integer,
	`satisfied_5` integer,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `graduate_tracks_key_idx` ON `graduate_tracks` (`programme_id`,`year`,`months`,`id`);--> statement-breakpoint
CREATE INDEX `graduate_tracks_school_idx` ON `graduate_tracks` (`school_id`,`year`,`months`,`id`);--> statement-breakpoint
CREATE INDEX `graduate_tracks_batch_idx` ON `graduate_tracks` (`batch_id`);--> statement-breakpoint
CREATE TABLE `inspections` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`title` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`units` text NOT NULL,
	`places` text NOT NULL,
	`findings` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `inspections_starts_idx` ON `inspections` (`region_code`,`starts_on`,`id`);--> statement-breakpoint
CREATE TABLE `key_list_majors` (
	`list_id` text NOT NULL,
	`major_code` text NOT NULL,
	`major_name` text NOT NULL,
	`level` text NOT NULL,
	`evidence` text,
	PRIMARY KEY(`list_id`, `major_code`),
	FOREIGN KEY (`list_id`) REFERENCES `key_lists`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `key_list_majors_major_idx` ON `key_list_majors` (`major_code`);--> statement-breakpoint
CREATE TABLE `key_lists` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`from_year` integer NOT NULL,
	`to_year` integer NOT NULL,
	`basis` text NOT NULL,
	`run_id` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`resolution_number` text,
	`decided_on` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `key_lists_state_idx` ON `key_lists` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `member_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`member_id` text NOT NULL,
	`organisation_id` text,
	`role` text NOT NULL,
	`person_title` text NOT NULL,
	`person_name` text,
	`from_on` text NOT NULL,
	`text` text NOT NULL,
	`meeting_id` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `conference_members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `member_changes_state_idx` ON `member_changes` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `member_changes_member_idx` ON `member_changes` (`member_id`);--> statement-breakpoint
CREATE TABLE `minutes_recipients` (
	`meeting_id` text NOT NULL,
	`unit` text NOT NULL,
	`organisation_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`meeting_id`, `unit`),
	FOREIGN KEY (`meeting_id`) REFERENCES `conference_meetings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `minutes_recipients_organisation_idx` ON `minutes_recipients` (`organisation_id`,`meeting_id`);--> statement-breakpoint
CREATE TABLE `conference_plan_items` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`year` integer NOT NULL,
	`quarter` integer NOT NULL,
	`title` text NOT NULL,
	`unit` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `conference_plan_items_year_idx` ON `conference_plan_items` (`region_code`,`year`,`quarter`,`id`);--> statement-breakpoint
CREATE TABLE `programme_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`school_id` text NOT NULL,
	`programme_id` text,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`change` text NOT NULL,
	`from_year` integer NOT NULL,
	`seats_before` integer,
	`seats_after` integer,
	`new_name` text,
	`reasons` text NOT NULL,
	`costs` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`run_id` text,
	`evidence` text,
	`evidence_hash` text,
	`reason` text,
	`docket_id` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`submitted_at` integer,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `programme_changes_school_idx` ON `programme_changes` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `programme_changes_major_idx` ON `programme_changes` (`major_code`,`state`);--> statement-breakpoint
CREATE INDEX `programme_changes_state_idx` ON `programme_changes` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `resolution_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`resolution_id` text NOT NULL,
	`organisation_id` text,
	`text` text NOT NULL,
	`done` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	FOREIGN KEY (`resolution_id`) REFERENCES `resolutions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `resolution_reports_resolution_idx` ON `resolution_reports` (`resolution_id`,`id`);--> statement-breakpoint
CREATE TABLE `resolution_units` (
	`resolution_id` text NOT NULL,
	`unit` text NOT NULL,
	`organisation_id` text,
	`leads` integer NOT NULL,
	PRIMARY KEY(`resolution_id`, `unit`),
	FOREIGN KEY (`resolution_id`) REFERENCES `resolutions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `resolution_units_organisation_idx` ON `resolution_units` (`organisation_id`,`resolution_id`);--> statement-breakpoint
CREATE TABLE `resolutions` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`number` text NOT NULL,
	`meeting_id` text NOT NULL,
	`item_id` text NOT NULL,
	`docket_id` text,
	`outcome` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`decided_on` text NOT NULL,
	`due_on` text,
	`review_on` text,
	`authority` text,
	`submitted_on` text,
	`document_number` text,
	`answered_on` text,
	`answer_number` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `conference_meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `resolutions_number_idx` ON `resolutions` (`region_code`,`number`);--> statement-breakpoint
CREATE INDEX `resolutions_state_idx` ON `resolutions` (`state`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `resolutions_meeting_idx` ON `resolutions` (`meeting_id`,`number`);--> statement-breakpoint
CREATE INDEX `resolutions_docket_idx` ON `resolutions` (`docket_id`);--> statement-breakpoint
CREATE TABLE `state_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`workflow` text NOT NULL,
	`subject_id` text NOT NULL,
	`event` text NOT NULL,
	`from_state` text NOT NULL,
	`to_state` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `state_moves_subject_idx` ON `state_moves` (`workflow`,`subject_id`,`id`);--> statement-breakpoint
CREATE TABLE `task_reminders` (
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`subject`, `kind`, `day`)
);
--> statement-breakpoint
CREATE TABLE `task_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`unit_name` text,
	`organisation_id` text,
	`leads` integer NOT NULL,
	`progress` integer NOT NULL,
	`text` text NOT NULL,
	`simulated` integer NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_reports_task_idx` ON `task_reports` (`task_id`,`id`);--> statement-breakpoint
CREATE INDEX `task_reports_at_idx` ON `task_reports` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `task_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`document` text NOT NULL,
	`year` integer,
	`lines` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_templates_name_idx` ON `task_templates` (`name`);--> statement-breakpoint
CREATE TABLE `task_units` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`organisation_id` text,
	`name` text NOT NULL,
	`leads` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_units_name_idx` ON `task_units` (`task_id`,`name`);--> statement-breakpoint
CREATE INDEX `task_units_organisation_idx` ON `task_units` (`organisation_id`,`task_id`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`origin` text NOT NULL,
	`origin_id` text,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`due_on` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`progress` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `tasks_state_idx` ON `tasks` (`state`,`due_on`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_origin_idx` ON `tasks` (`region_code`,`origin`,`origin_id`);