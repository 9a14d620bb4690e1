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
CREATE TABLE `recovery_codes` (
	`account_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recovery_codes_idx` ON `recovery_codes` (`account_id`,`code_hash`);--> statement-breakpoint
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