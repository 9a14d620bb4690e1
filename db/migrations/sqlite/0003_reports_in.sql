CREATE TABLE `catalogue_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`content` text NOT NULL,
	`system_id` text NOT NULL,
	`edition` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`additions` integer NOT NULL,
	`status` text NOT NULL,
	`report` text NOT NULL,
	`rows` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer
);
--> statement-breakpoint
CREATE INDEX `catalogue_imports_file_idx` ON `catalogue_imports` (`kind`,`sha256`);--> statement-breakpoint
CREATE INDEX `catalogue_imports_status_idx` ON `catalogue_imports` (`status`,`created_at`);--> statement-breakpoint
CREATE TABLE `catalogue_replacements` (
	`kind` text NOT NULL,
	`old_code` text NOT NULL,
	`new_code` text NOT NULL,
	`weight` real,
	`system_id` text,
	PRIMARY KEY(`kind`, `old_code`, `new_code`),
	FOREIGN KEY (`system_id`) REFERENCES `code_systems`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `declaration_majors` (
	`declaration_id` text NOT NULL,
	`major_code` text NOT NULL,
	PRIMARY KEY(`declaration_id`, `major_code`),
	FOREIGN KEY (`declaration_id`) REFERENCES `declarations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `filing_events` (
	`id` text PRIMARY KEY NOT NULL,
	`filing_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `filing_events_filing_idx` ON `filing_events` (`filing_id`,`id`);--> statement-breakpoint
CREATE TABLE `filing_lines` (
	`filing_id` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`errors` text NOT NULL,
	`faults` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`filing_id`, `key`),
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `filings` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`batch_id` text,
	`reason` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`submitted_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filings_organisation_idx` ON `filings` (`organisation_id`,`kind`,`year`);--> statement-breakpoint
CREATE INDEX `filings_year_idx` ON `filings` (`kind`,`year`,`state`,`id`);--> statement-breakpoint
CREATE TABLE `flag_replies` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`programme_id` text NOT NULL,
	`region_code` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`flag_class` text NOT NULL,
	`as_of_year` integer NOT NULL,
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`done_by` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`sent_at` integer,
	`decided_at` integer,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `flag_replies_flag_idx` ON `flag_replies` (`programme_id`,`flag_class`,`as_of_year`);--> statement-breakpoint
CREATE INDEX `flag_replies_school_idx` ON `flag_replies` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `flag_replies_major_idx` ON `flag_replies` (`major_code`,`flag_class`,`id`);--> statement-breakpoint
CREATE TABLE `flag_reply_events` (
	`id` text PRIMARY KEY NOT NULL,
	`reply_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`done_by` text,
	`reason` text,
	FOREIGN KEY (`reply_id`) REFERENCES `flag_replies`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `flag_reply_events_reply_idx` ON `flag_reply_events` (`reply_id`,`id`);--> statement-breakpoint
CREATE TABLE `import_chunks` (
	`import_id` text NOT NULL,
	`no` integer NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`import_id`, `no`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `import_rows` (
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`valid` integer NOT NULL,
	`organisation_id` text,
	`programme_id` text,
	`report` text,
	`cells` text NOT NULL,
	`problems` text,
	PRIMARY KEY(`import_id`, `row`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_rows_problems_idx` ON `import_rows` (`import_id`,`row`) WHERE problems is not null;--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`organisation_id` text,
	`filename` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`request_id` text,
	`sheet` text,
	`columns` text,
	`rows` integer,
	`valid_rows` integer,
	`warnings` integer,
	`errors` integer,
	`notices` text,
	`failure` text,
	`checked_at` integer,
	`mode` text,
	`confirmed_by` text,
	`confirmed_at` integer,
	`batch_id` text,
	`imported_rows` integer,
	`imported_at` integer,
	`undone_by` text,
	`undone_at` integer,
	`file_key` text,
	`lease_until` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `imports_file_idx` ON `imports` (`file_key`);--> statement-breakpoint
CREATE INDEX `imports_organisation_idx` ON `imports` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `imports_state_idx` ON `imports` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `imports_content_idx` ON `imports` (`sha256`);--> statement-breakpoint
CREATE TABLE `internship_exemptions` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`year` integer NOT NULL,
	`reason` text NOT NULL,
	`granted_by` text NOT NULL,
	`granted_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	`ended` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `internship_exemptions_standing_idx` ON `internship_exemptions` (`organisation_id`,`year`,`ended`);--> statement-breakpoint
CREATE INDEX `internship_exemptions_year_idx` ON `internship_exemptions` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `notification_reads` (
	`notification_id` text NOT NULL,
	`reader` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`notification_id`, `reader`),
	FOREIGN KEY (`notification_id`) REFERENCES `notifications`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`recipient` text,
	`organisation_id` text,
	`role` text,
	`kind` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`values` text NOT NULL,
	`caused_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notifications_recipient_idx` ON `notifications` (`recipient`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_role_idx` ON `notifications` (`role`,`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_age_idx` ON `notifications` (`created_at`);--> statement-breakpoint
CREATE TABLE `placement_appeals` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`text` text NOT NULL,
	`status` text NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `placement_appeals_round_idx` ON `placement_appeals` (`round_id`,`id`);--> statement-breakpoint
CREATE INDEX `placement_appeals_candidate_idx` ON `placement_appeals` (`candidate_id`,`id`);--> statement-breakpoint
CREATE TABLE `placement_candidates` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`school_id` text NOT NULL,
	`number` text NOT NULL,
	`major_code` text NOT NULL,
	`code_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`wished_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `placement_candidates_key_idx` ON `placement_candidates` (`round_id`,`school_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `placement_candidates_code_idx` ON `placement_candidates` (`code_hash`);--> statement-breakpoint
CREATE INDEX `placement_candidates_major_idx` ON `placement_candidates` (`round_id`,`major_code`,`id`);--> statement-breakpoint
CREATE TABLE `placement_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`from_post_id` text,
	`to_post_id` text,
	`reason` text NOT NULL,
	`verification` text NOT NULL,
	`changed_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`from_post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `placement_changes_round_idx` ON `placement_changes` (`round_id`,`id`);--> statement-breakpoint
CREATE TABLE `placement_choices` (
	`candidate_id` text NOT NULL,
	`place` integer NOT NULL,
	`post_id` text NOT NULL,
	PRIMARY KEY(`candidate_id`, `place`),
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `placement_choices_post_idx` ON `placement_choices` (`post_id`,`candidate_id`);--> statement-breakpoint
CREATE TABLE `placement_closings` (
	`round_id` text NOT NULL,
	`post_id` text PRIMARY KEY NOT NULL,
	`no` integer NOT NULL,
	`held` integer NOT NULL,
	`wished_by` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `placement_closings_round_idx` ON `placement_closings` (`round_id`,`no`);--> statement-breakpoint
CREATE TABLE `placement_outcomes` (
	`candidate_id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`post_id` text,
	`choice` integer,
	`missed` text NOT NULL,
	`by_hand` integer NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `placement_outcomes_post_idx` ON `placement_outcomes` (`post_id`);--> statement-breakpoint
CREATE INDEX `placement_outcomes_round_idx` ON `placement_outcomes` (`round_id`);--> statement-breakpoint
CREATE TABLE `placement_post_majors` (
	`post_id` text NOT NULL,
	`major_code` text NOT NULL,
	PRIMARY KEY(`post_id`, `major_code`),
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `placement_posts` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`title` text NOT NULL,
	`capacity` integer NOT NULL,
	`minimum` integer NOT NULL,
	`level` text,
	`unranked` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `placement_rounds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `placement_posts_key_idx` ON `placement_posts` (`round_id`,`organisation_id`,`title`);--> statement-breakpoint
CREATE INDEX `placement_posts_organisation_idx` ON `placement_posts` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `placement_rankings` (
	`post_id` text NOT NULL,
	`candidate_id` text NOT NULL,
	`place` integer,
	PRIMARY KEY(`post_id`, `candidate_id`),
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `placement_rankings_candidate_idx` ON `placement_rankings` (`candidate_id`);--> statement-breakpoint
CREATE TABLE `placement_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`proposing` text NOT NULL,
	`seed` text NOT NULL,
	`max_choices` integer NOT NULL,
	`status` text NOT NULL,
	`entries` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`opened_at` integer,
	`closed_at` integer,
	`published_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_until` integer,
	`verification` text
);
--> statement-breakpoint
CREATE INDEX `placement_rounds_status_idx` ON `placement_rounds` (`status`,`id`);--> statement-breakpoint
CREATE TABLE `placement_sessions` (
	`secret_hash` text PRIMARY KEY NOT NULL,
	`candidate_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`candidate_id`) REFERENCES `placement_candidates`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `posting_outcomes` (
	`id` text PRIMARY KEY NOT NULL,
	`posting_id` text NOT NULL,
	`outcome` text NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`filled` integer NOT NULL,
	`closed_on` text NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`posting_id`) REFERENCES `postings`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `posting_outcomes_posting_idx` ON `posting_outcomes` (`posting_id`,`id`);--> statement-breakpoint
CREATE TABLE `publications` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`region_code` text NOT NULL,
	`region_name` text NOT NULL,
	`run_id` text NOT NULL,
	`note` text,
	`licence` text NOT NULL,
	`valid_from` integer NOT NULL,
	`as_of_year` integer NOT NULL,
	`engine_version` text NOT NULL,
	`simulated` integer NOT NULL,
	`fewest_enterprises` integer NOT NULL,
	`smallest_cell` integer NOT NULL,
	`rounded_to` integer NOT NULL,
	`figures` integer NOT NULL,
	`digest` text NOT NULL,
	`published_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	`withdraw_reason` text,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `publications_valid_idx` ON `publications` (`region_code`,`valid_from`,`id`);--> statement-breakpoint
CREATE INDEX `publications_run_idx` ON `publications` (`run_id`);--> statement-breakpoint
CREATE TABLE `published_figures` (
	`publication_id` text NOT NULL,
	`place` integer NOT NULL,
	`cut` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`level` text,
	`category` text,
	`chains` text NOT NULL,
	`first_year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`band` text,
	`gap_low` integer,
	`gap_high` integer,
	`grade` text,
	`flag` text,
	`withheld` text,
	PRIMARY KEY(`publication_id`, `place`),
	FOREIGN KEY (`publication_id`) REFERENCES `publications`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `published_figures_cut_idx` ON `published_figures` (`publication_id`,`cut`,`place`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`account_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recovery_codes_idx` ON `recovery_codes` (`account_id`,`code_hash`);--> statement-breakpoint
CREATE TABLE `run_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`parameter` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`engine_version` text NOT NULL,
	`result` text,
	`error` text,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `run_checks_run_idx` ON `run_checks` (`run_id`,`kind`,`id`);--> statement-breakpoint
CREATE INDEX `run_checks_state_idx` ON `run_checks` (`state`,`lease_until`);--> statement-breakpoint
CREATE TABLE `school_years` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`full_time_teachers` integer NOT NULL,
	`teacher_posts` integer,
	`professional_teachers` integer,
	`dual_qualified_teachers` integer,
	`part_time_teachers` integer,
	`training_person_times` integer,
	`practice_base_area` real,
	`practice_places` integer,
	`equipment_value` real,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `school_years_key_idx` ON `school_years` (`school_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `school_years_year_idx` ON `school_years` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `second_factors` (
	`account_id` text PRIMARY KEY NOT NULL,
	`secret_sealed` text NOT NULL,
	`last_period` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `title_choices` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`title` text NOT NULL,
	`occupation_code` text NOT NULL,
	`chosen_by` text NOT NULL,
	`chosen_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `title_choices_title_idx` ON `title_choices` (`organisation_id`,`title`,`id`);--> statement-breakpoint
ALTER TABLE `account_sessions` ADD `confirmed_at` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `one_time_until` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `personal_key` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `deleted_at` integer;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `file_name` text;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `sha256` text;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `rows` integer;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `additions` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `arrival` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `imported_by` text;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `imported_at` integer;--> statement-breakpoint
ALTER TABLE `code_systems` ADD `previous_id` text;--> statement-breakpoint
CREATE INDEX `code_systems_file_idx` ON `code_systems` (`kind`,`sha256`);--> statement-breakpoint
CREATE INDEX `code_systems_arrival_idx` ON `code_systems` (`kind`,`arrival`);--> statement-breakpoint
ALTER TABLE `crosswalk_links` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `declarations` ADD `open_to_new_graduates` integer;--> statement-breakpoint
ALTER TABLE `declarations` ADD `level` text;--> statement-breakpoint
ALTER TABLE `declarations` ADD `internships` integer;--> statement-breakpoint
ALTER TABLE `declarations` ADD `teacher_practice` integer;--> statement-breakpoint
ALTER TABLE `declarations` ADD `job_title` text;--> statement-breakpoint
CREATE INDEX `declarations_batch_idx` ON `declarations` (`batch_id`);--> statement-breakpoint
ALTER TABLE `enrolment_reports` ADD `first_choice_rate` real;--> statement-breakpoint
ALTER TABLE `enrolment_reports` ADD `registration_rate` real;--> statement-breakpoint
CREATE INDEX `enrolment_reports_batch_idx` ON `enrolment_reports` (`batch_id`);--> statement-breakpoint
ALTER TABLE `industries` ADD `retired` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `industries` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `majors` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `memberships` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `occupations` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `postings` ADD `job_title` text;--> statement-breakpoint
CREATE INDEX `postings_batch_idx` ON `postings` (`batch_id`);--> statement-breakpoint
ALTER TABLE `programmes` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `regions` ADD `retired` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `regions` ADD `retired_in` text;--> statement-breakpoint
ALTER TABLE `rule_overrides` ADD `version` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `rule_overrides_version_idx` ON `rule_overrides` (`rule_id`,`version`);--> statement-breakpoint
CREATE INDEX `destination_reports_batch_idx` ON `destination_reports` (`batch_id`);--> statement-breakpoint
CREATE INDEX `intake_plans_batch_idx` ON `intake_plans` (`batch_id`);--> statement-breakpoint
CREATE INDEX `projects_batch_idx` ON `projects` (`batch_id`);