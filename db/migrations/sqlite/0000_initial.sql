CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`organisation_id` text,
	`secret_hash` text NOT NULL,
	`label` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash_idx` ON `api_keys` (`secret_hash`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`before` text,
	`after` text,
	`request_id` text
);
--> statement-breakpoint
CREATE INDEX `audit_entity_idx` ON `audit_entries` (`entity`,`entity_id`,`id`);--> statement-breakpoint
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`description` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `catalogue_versions` (
	`system_id` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`entry` text NOT NULL,
	PRIMARY KEY(`system_id`, `code`),
	FOREIGN KEY (`system_id`) REFERENCES `code_systems`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `chain_majors` (
	`chain_id` text NOT NULL,
	`major_code` text NOT NULL,
	`origin` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`chain_id`, `major_code`),
	FOREIGN KEY (`chain_id`) REFERENCES `chains`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `chain_majors_major_idx` ON `chain_majors` (`major_code`);--> statement-breakpoint
CREATE TABLE `chain_occupations` (
	`chain_id` text NOT NULL,
	`occupation_code` text NOT NULL,
	`segment_id` text,
	`origin` text NOT NULL,
	PRIMARY KEY(`chain_id`, `occupation_code`),
	FOREIGN KEY (`chain_id`) REFERENCES `chains`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`segment_id`) REFERENCES `chain_segments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `chain_occupations_occupation_idx` ON `chain_occupations` (`occupation_code`);--> statement-breakpoint
CREATE TABLE `chain_segments` (
	`id` text PRIMARY KEY NOT NULL,
	`chain_id` text NOT NULL,
	`position` text NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`chain_id`) REFERENCES `chains`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `chain_unmatched_majors` (
	`chain_id` text NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`chain_id`, `name`),
	FOREIGN KEY (`chain_id`) REFERENCES `chains`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `chains` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `chains_region_idx` ON `chains` (`region_code`,`number`);--> statement-breakpoint
CREATE TABLE `code_systems` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`edition` text NOT NULL,
	`title` text NOT NULL,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `crosswalk_links` (
	`major_code` text NOT NULL,
	`occupation_code` text NOT NULL,
	`strength` real NOT NULL,
	`origin` text NOT NULL,
	`edition` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`major_code`, `occupation_code`),
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `crosswalk_occupation_idx` ON `crosswalk_links` (`occupation_code`);--> statement-breakpoint
CREATE TABLE `declarations` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`occupation_code` text NOT NULL,
	`year` integer NOT NULL,
	`nature` text DEFAULT 'stock' NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`headcount` integer NOT NULL,
	`expected_leavers` integer,
	`planned_hires` integer,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `declarations_key_idx` ON `declarations` (`occupation_code`,`organisation_id`,`year`,`id`,`headcount`);--> statement-breakpoint
CREATE INDEX `declarations_organisation_idx` ON `declarations` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `declarations_year_idx` ON `declarations` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `employment_register` (
	`region_code` text NOT NULL,
	`chain_id` text NOT NULL,
	`size_class` text NOT NULL,
	`year` integer NOT NULL,
	`employees` integer NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`region_code`, `chain_id`, `size_class`, `year`),
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`chain_id`) REFERENCES `chains`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `enrolment_grades` (
	`report_id` text NOT NULL,
	`grade` integer NOT NULL,
	`nature` text DEFAULT 'stock' NOT NULL,
	`enrolled` integer NOT NULL,
	PRIMARY KEY(`report_id`, `grade`),
	FOREIGN KEY (`report_id`) REFERENCES `enrolment_reports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `enrolment_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`plan` integer,
	`intake` integer NOT NULL,
	`graduates` integer NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `enrolment_reports_key_idx` ON `enrolment_reports` (`programme_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `enrolment_reports_school_idx` ON `enrolment_reports` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `enrolment_reports_year_idx` ON `enrolment_reports` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `flags` (
	`run_id` text NOT NULL,
	`key` text NOT NULL,
	`region_code` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`class` text NOT NULL,
	`proposed_class` text NOT NULL,
	`previous_class` text,
	`first_year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`probability` real NOT NULL,
	`ratio` real,
	`gap` real NOT NULL,
	`lo80` real NOT NULL,
	`hi80` real NOT NULL,
	`band` text NOT NULL,
	`grade` text NOT NULL,
	`urgency` real NOT NULL,
	`reasons` text NOT NULL,
	`evidence` text NOT NULL,
	PRIMARY KEY(`run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `flags_class_idx` ON `flags` (`run_id`,`class`,`key`);--> statement-breakpoint
CREATE INDEX `flags_major_idx` ON `flags` (`major_code`,`run_id`);--> statement-breakpoint
CREATE TABLE `gaps` (
	`run_id` text NOT NULL,
	`key` text NOT NULL,
	`region_code` text NOT NULL,
	`chain_key` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`span` text NOT NULL,
	`window` text NOT NULL,
	`year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`demand` real NOT NULL,
	`supply` real NOT NULL,
	`gap` real NOT NULL,
	`lo80` real NOT NULL,
	`hi80` real NOT NULL,
	`lo95` real NOT NULL,
	`hi95` real NOT NULL,
	`ratio` real,
	`probability` real NOT NULL,
	`band` text NOT NULL,
	`grade` text NOT NULL,
	`robust` integer NOT NULL,
	`demand_series_id` text NOT NULL,
	`supply_series_id` text NOT NULL,
	PRIMARY KEY(`run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `gaps_gap_idx` ON `gaps` (`run_id`,`span`,`chain_key`,`gap`,`key`);--> statement-breakpoint
CREATE INDEX `gaps_year_idx` ON `gaps` (`run_id`,`span`,`chain_key`,`year`,`key`);--> statement-breakpoint
CREATE INDEX `gaps_major_idx` ON `gaps` (`run_id`,`major_code`,`key`);--> statement-breakpoint
CREATE TABLE `industries` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`level` integer NOT NULL,
	`parent_code` text,
	`system_id` text NOT NULL,
	FOREIGN KEY (`system_id`) REFERENCES `code_systems`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `installation` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `majors` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`level` text NOT NULL,
	`category_code` text NOT NULL,
	`category_name` text NOT NULL,
	`class_code` text NOT NULL,
	`class_name` text NOT NULL,
	`system_id` text NOT NULL,
	`retired` integer DEFAULT false NOT NULL,
	`replaced_by` text,
	FOREIGN KEY (`system_id`) REFERENCES `code_systems`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `majors_level_idx` ON `majors` (`level`,`code`);--> statement-breakpoint
CREATE TABLE `occupations` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`depth` integer NOT NULL,
	`group_code` text NOT NULL,
	`parent_code` text,
	`digital` integer NOT NULL,
	`green` integer NOT NULL,
	`system_id` text NOT NULL,
	`retired` integer DEFAULT false NOT NULL,
	`replaced_by` text,
	FOREIGN KEY (`system_id`) REFERENCES `code_systems`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `occupations_group_idx` ON `occupations` (`group_code`,`code`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`credit_code` text,
	`region_code` text NOT NULL,
	`level` text,
	`ownership` text NOT NULL,
	`direction` text,
	`opened_year` integer,
	`closed_year` integer,
	`chain_id` text,
	`size_class` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`chain_id`) REFERENCES `chains`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `organisations_kind_idx` ON `organisations` (`kind`,`region_code`,`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_credit_idx` ON `organisations` (`credit_code`);--> statement-breakpoint
CREATE INDEX `organisations_chain_idx` ON `organisations` (`chain_id`,`size_class`);--> statement-breakpoint
CREATE TABLE `postings` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`occupation_code` text NOT NULL,
	`opened_on` text NOT NULL,
	`year` integer NOT NULL,
	`nature` text DEFAULT 'flow' NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`headcount` integer NOT NULL,
	`experience_years` integer,
	`level` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `postings_key_idx` ON `postings` (`occupation_code`,`organisation_id`,`opened_on`,`id`);--> statement-breakpoint
CREATE INDEX `postings_organisation_idx` ON `postings` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `postings_year_idx` ON `postings` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `programmes` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`major_code` text NOT NULL,
	`length_years` integer NOT NULL,
	`opened_year` integer,
	`closed_year` integer,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `programmes_school_major_idx` ON `programmes` (`school_id`,`major_code`);--> statement-breakpoint
CREATE INDEX `programmes_major_idx` ON `programmes` (`major_code`,`id`);--> statement-breakpoint
CREATE TABLE `regions` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`level` integer NOT NULL,
	`parent_code` text,
	`system_id` text NOT NULL,
	FOREIGN KEY (`system_id`) REFERENCES `code_systems`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `run_forecasts` (
	`series_id` text NOT NULL,
	`year` integer NOT NULL,
	`mean` real NOT NULL,
	`lo80` real NOT NULL,
	`hi80` real NOT NULL,
	`lo95` real NOT NULL,
	`hi95` real NOT NULL,
	`spread` real NOT NULL,
	PRIMARY KEY(`series_id`, `year`),
	FOREIGN KEY (`series_id`) REFERENCES `run_series`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `run_series` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`side` text NOT NULL,
	`region_code` text NOT NULL,
	`code` text NOT NULL,
	`nature` text NOT NULL,
	`unit` text NOT NULL,
	`first_year` integer NOT NULL,
	`history` text NOT NULL,
	`level` real NOT NULL,
	`level_spread` real NOT NULL,
	`why` text NOT NULL,
	`width_scores` text NOT NULL,
	`coverage95` real,
	`simulated` integer NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `run_series_key_idx` ON `run_series` (`run_id`,`side`,`region_code`,`code`);--> statement-breakpoint
CREATE TABLE `run_snapshots` (
	`hash` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `run_tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`kind` text NOT NULL,
	`no` integer NOT NULL,
	`range_from` integer NOT NULL,
	`range_to` integer NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` integer,
	`error` text,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `run_tasks_unit_idx` ON `run_tasks` (`run_id`,`kind`,`no`);--> statement-breakpoint
CREATE INDEX `run_tasks_status_idx` ON `run_tasks` (`status`,`lease_until`);--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`as_of_year` integer NOT NULL,
	`status` text NOT NULL,
	`stage` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`parameters` text NOT NULL,
	`snapshot_hash` text,
	`engine_version` text NOT NULL,
	`previous_run_id` text,
	`summary` text,
	`simulated` integer NOT NULL,
	`error` text,
	`requested_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `runs_status_idx` ON `runs` (`status`,`created_at`);--> statement-breakpoint
CREATE INDEX `runs_region_idx` ON `runs` (`region_code`,`as_of_year`,`created_at`);--> statement-breakpoint
CREATE TABLE `school_totals` (
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`basis` text NOT NULL,
	`students` integer NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`school_id`, `year`, `basis`),
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `series_breaks` (
	`id` text PRIMARY KEY NOT NULL,
	`side` text NOT NULL,
	`subject` text NOT NULL,
	`year` integer NOT NULL,
	`reason` text NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `series_breaks_subject_idx` ON `series_breaks` (`side`,`subject`,`year`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`secret_hash` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`organisation_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
